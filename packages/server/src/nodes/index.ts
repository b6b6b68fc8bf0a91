// What makes several servers one Parley.
export { type NatsConfig, openBus } from './bus.ts';
export { createInStep } from './in-step.ts';
export { createLeaving, type Leaving } from './leaving.ts';
export { parseTrustedProxies } from './proxies.ts';
export { followRequests, type RequestsUnderWay } from './requests-under-way.ts';
export { createRevocationWatch } from './revocations.ts';
