import { expect, test } from 'vitest';
import { parseBin, parseIin } from './identifiers.ts';

test.each([
  ['850101100012', 18],
  ['900615200035', 18],
  ['721124100074', 18],
  ['850101100304', 18],
  ['850101100316', 18],
  ['991231500016', 20],
])('IIN %s is sound, born %i..', (text, century) => {
  expect(parseIin(text)).toEqual({ kind: 'iin', iin: text, century });
});

test.each([
  ['85010110001', 'not-12-digits'],
  ['8501011000123', 'not-12-digits'],
  ['85010110001a', 'not-12-digits'],
  ['', 'not-12-digits'],
  ['850101100013', 'check-digit-wrong'],
  ['950229600021', 'date-impossible'],
  ['123456789011', 'check-digit-wrong'],
  ['123456789012', 'check-digit-wrong'],
])('IIN %s is refused: %s', (text, fault) => {
  expect(parseIin(text)).toEqual({ kind: 'refused', fault });
});

test.each(['85010110033', '85010110114'])('IIN %sx is never issued, whatever its last digit', (stem) => {
  for (const digit of '0123456789') {
    expect(parseIin(stem + digit)).toEqual({ kind: 'refused', fault: 'never-issued' });
  }
});

test.each([
  ['281240000015', 'resident', 'head-office'],
  ['281241000010', 'resident', 'branch'],
  ['281242000026', 'resident', 'representation'],
  ['281251000035', 'non-resident', 'branch'],
  ['281260000014', 'joint-sole-traders', 'head-office'],
  ['281263000020', 'joint-sole-traders', 'farm'],
  ['281240000601', 'resident', 'head-office'],
  ['281250000014', 'non-resident', 'head-office'],
])('BIN %s is sound: %s, %s', (text, holder, unit) => {
  expect(parseBin(text)).toEqual({ kind: 'bin', bin: text, holder, unit });
});

test.each([
  ['123456789021', 'check-digit-wrong'],
  ['850101100012', 'kind-unknown'],
  ['28124000001', 'not-12-digits'],
])('BIN %s is refused: %s', (text, fault) => {
  expect(parseBin(text)).toEqual({ kind: 'refused', fault });
});

test('BIN 28124000140x is never issued, whatever its last digit', () => {
  for (const digit of '0123456789') {
    expect(parseBin(`28124000140${digit}`)).toEqual({ kind: 'refused', fault: 'never-issued' });
  }
});
