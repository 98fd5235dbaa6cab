// The thread that watches the event loop of its process: it shares nothing with it but a count of beats.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const lookEveryMs = 1_000;

const { name, beats, patienceMs } = workerData as {
  readonly name: string;
  readonly beats: Int32Array;
  readonly patienceMs: number;
};

for (let last = -1, inVain = 0; inVain * lookEveryMs < patienceMs;) {
  const seen = Atomics.load(beats, 0);
  inVain = seen === last ? inVain + 1 : 0;
  last = seen;
  // Nobody ever notifies: this is a pause that needs no event loop.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEveryMs);
}
writeSync(2, `${name}: the event loop has not turned for ${patienceMs / 1_000} s; the process ends itself\n`);
process.kill(process.pid, 'SIGKILL');
