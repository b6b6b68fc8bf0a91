import type { Bench } from './bench.ts';
import { fanoutBench } from './fanout-bench.ts';
import { historyBench } from './history-bench.ts';
import { idleBench } from './idle-bench.ts';
import { inboxBench } from './inbox-bench.ts';
import { resumeBench } from './resume-bench.ts';
import { sendBench } from './send-bench.ts';
import { stormBench } from './storm-bench.ts';
import { webBench } from './web-bench.ts';

export const benches: Readonly<Record<string, Bench>> = {
  inbox: inboxBench,
  history: historyBench,
  send: sendBench,
  fanout: fanoutBench,
  idle: idleBench,
  resume: resumeBench,
  storm: stormBench,
  web: webBench,
};
