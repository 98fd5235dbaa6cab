import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pdfText } from '../../../conformance/pdf-text.ts';
import { fileJudge, type FileJudge, type JudgeLimits } from './file-judge.ts';

const limits: JudgeLimits = {
  cpuMs: 10_000,
  wallMs: 120_000,
  heapMib: 128,
  bufferBytes: 100_000_000,
  files: 3,
};
const plain = pdfText();
const good = { mediaType: 'application/pdf' };
const tooComplex = { code: 'file-too-complex' };

let folder: string;
let judge: FileJudge;
beforeEach(async () => {
  judge = fileJudge(limits);
  folder = await mkdtemp(join(tmpdir(), 'otinish-judge-'));
});
afterEach(async () => {
  await judge.close();
  await rm(folder, { recursive: true });
});

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, `${performance.now()}`);
  await writeFile(path, content, 'latin1');
  return path;
}

/** A stream of objects with this content. */
function packed(content: Buffer): string {
  const bytes = deflateSync(content, { level: 9 }).toString('latin1');
  return `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${bytes.length}>>\nstream\n${bytes}\nendstream`;
}

test('files are judged one after the other, each for itself', async () => {
  const paths = await Promise.all([plain, plain.slice(0, 100), '#!/bin/sh'].map(fileOf));

  expect(await Promise.all(paths.map((path) => judge.judge(path)))).toEqual([
    good,
    { code: 'file-cut', type: 'PDF' },
    { code: 'file-type-refused' },
  ]);
});

test('more files than may wait are told to come later, and those that wait are judged', async () => {
  const path = await fileOf(plain);

  const told = await Promise.allSettled([1, 2, 3, 4].map(() => judge.judge(path)));

  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect(told[3]).toMatchObject({ reason: { code: 'temporarily-unavailable', retryAfterSeconds: 5 } });
  expect(await judge.judge(path)).toEqual(good);
});

test.each<[string, Partial<JudgeLimits>, () => string]>([
  ['takes more memory when it is unpacked', {}, () => pdfText([packed(Buffer.alloc(300_000_000, ' '))])],
  [
    'is unpacked into more objects than there is room for',
    { bufferBytes: 1_000_000_000 },
    () => pdfText([packed(Buffer.from(`9 0 [${'<</A 1/B 2>>'.repeat(1_000_000)}]`))]),
  ],
  [
    'takes more time',
    { cpuMs: 400 },
    () => pdfText(Array.from({ length: 100_000 }, () => '<</A[1 2 3]/B(c)/C<</D 1>>>>')),
  ],
])(
  'a file that %s is too complex, and the next one is judged',
  async (_how, less, text) => {
    judge = fileJudge({ ...limits, ...less });
    const [hostile, next] = await Promise.all([text(), plain].map(fileOf));

    expect(await judge.judge(hostile ?? '')).toEqual(tooComplex);
    // The same limits hold, so a small one must be far below them.
    expect(await judge.judge(next ?? '')).toEqual(good);
  },
  120_000,
);

test('the event loop turns while a file is judged', async () => {
  const path = await fileOf(pdfText(Array.from({ length: 60_000 }, () => '<</A[1 2 3]/B(c)>>')));
  await judge.judge(await fileOf(plain));
  const before = performance.eventLoopUtilization();

  expect(await judge.judge(path)).toEqual(good);

  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

test('a file that cannot be read is a fault of ours, and the next one is judged', async () => {
  await expect(judge.judge(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
  expect(await judge.judge(await fileOf(plain))).toEqual(good);
});
