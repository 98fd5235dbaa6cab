// The thread in which files are judged, one after the other: what a file makes it cost is cost to nobody else.
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { getHeapStatistics } from 'node:v8';
import { judge } from './judge.ts';

/** The parser keeps every name that it ever met: a thread that holds so much is replaced. */
const wornBytes = 100_663_296;

parentPort?.on('message', (path: string) => {
  void answer(path);
});
parentPort?.postMessage('ready');

async function answer(path: string): Promise<void> {
  let said: object;
  try {
    said = { verdict: await judge(await readFile(path)) };
  } catch (error) {
    said = { error };
  }
  parentPort?.postMessage({ ...said, worn: getHeapStatistics().used_heap_size > wornBytes });
}
