export { createVirtualClock, type VirtualClock } from './clock.ts';
export { openRawSocket, type RawSocket } from './raw-socket.ts';
export { newText, say } from './say.ts';
export { createPerson, startWorld, type Answer, type Person, type PersonOptions, type World } from './world.ts';
