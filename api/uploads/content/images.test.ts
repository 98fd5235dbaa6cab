import { expect, test } from 'vitest';
import { jpegFile, pngFile, tiffFile } from '../../../test/sample-files.ts';
import { judge } from './judge.ts';

const files = [
  ['PNG', 'image/png', pngFile(), 4],
  ['JPEG', 'image/jpeg', jpegFile(), 0],
  ['TIFF', 'image/tiff', tiffFile('II'), 0],
  ['TIFF', 'image/tiff', tiffFile('MM'), 0],
  ['TIFF', 'image/tiff', tiffFile('II', true), 0],
  ['TIFF', 'image/tiff', tiffFile('MM', true), 0],
] as const;

test.each(files)('a whole %s is taken as %s, with whatever follows it', async (_type, mediaType, bytes) => {
  expect(await judge(bytes)).toEqual({ mediaType });
  expect(await judge(Buffer.concat([bytes, Buffer.alloc(3_000, 0xd9)]))).toEqual({ mediaType });
});

test.each(files)(
  'a %s that was not copied whole is told wherever it ends',
  async (type, _mediaType, bytes) => {
    // Before that it is no picture yet.
    const ends = Array.from({ length: bytes.length - 50 }, (_, index) => index + 50 - 1);
    const told = await Promise.all(ends.map((end) => judge(bytes.subarray(0, end))));

    expect(told).toEqual(ends.map(() => ({ code: 'file-cut', type })));
  },
);

test('directories of a TIFF that lead to each other, and lists that are longer than it, come to an end', async () => {
  const inCircles = tiffFile('II', true);
  inCircles.writeUInt32LE(8, 8 + 2 + 48);
  expect(await judge(inCircles)).toEqual({ mediaType: 'image/tiff' });

  const endless = tiffFile('II', true);
  endless.writeUInt32LE(0xff_ff_ff_ff, 8 + 2 + 24 + 4);
  expect(await judge(endless)).toEqual({ code: 'file-cut', type: 'TIFF' });
});

test('what is none of the types is told to be none', async () => {
  for (const text of [
    '',
    '<html></html>',
    '#!/bin/sh\necho',
    'GIF89a',
    'MZ',
    '%!PS-Adobe-3.0',
    'BM',
    '{\\rtf1}',
  ])
    expect(await judge(Buffer.from(text))).toEqual({ code: 'file-type-refused' });
});
