export { attemptMarks, decideSend, gatherSendFacts } from './decide-send.ts';
export { toMessageView } from './message-view.ts';
export { createAnnouncingSendQueue, messagesHandlers } from './messages-handlers.ts';
export type { SendQueue } from './send-queue.ts';
export type { SendWatch } from './send-watch.ts';
