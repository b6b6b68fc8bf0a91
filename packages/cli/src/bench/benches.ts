import type { Bench } from './bench.ts';
import { historyBench } from './history-bench.ts';
import { inboxBench } from './inbox-bench.ts';
import { sendBench } from './send-bench.ts';
import { webBench } from './web-bench.ts';

export const benches: Readonly<Record<string, Bench>> = {
  inbox: inboxBench,
  history: historyBench,
  send: sendBench,
  web: webBench,
};
