export { type Break, Link } from './link.ts';
export { LossyBus } from './lossy-bus.ts';
export { type Agent, asAgent, currentAgent, Machine, newAgent, type Planned } from './machine.ts';
export { type Answer, type NodesOptions, type SimulatedNode, startNode } from './nodes.ts';
export { type Concern, linesAbout, Trace, type TraceLine, toText } from './trace.ts';
export { storeInTurns } from './turn-store.ts';
export { useVirtualTimers } from './virtual-timers.ts';
export { type Mishap, mishaps, Tally, Weather } from './weather.ts';
