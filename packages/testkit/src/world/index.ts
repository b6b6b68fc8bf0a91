export { createVirtualClock, type VirtualClock } from './clock.ts';
export { openRawSocket, type RawSocket } from './raw-socket.ts';
export { hasLink, newText, noMarks, plainSend, say } from './say.ts';
export { type ReceivedSpan, startTraceReceiver, type TraceReceiver } from './trace-receiver.ts';
export { type Answer, createPerson, type Person, type PersonOptions, startWorld, type World } from './world.ts';
