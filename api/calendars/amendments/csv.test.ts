import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('cells are separated by commas and a line ends with CR LF', () => {
  expect(csvLine(['a', 1, true, null, 'қазақша'])).toBe('a,1,true,,қазақша\r\n');
});

test('a comma, a quote or a line break puts a cell into quotes', () => {
  expect(csvLine(['a,b', 'say "no"', 'two\r\nlines'])).toBe('"a,b","say ""no""","two\r\nlines"\r\n');
});

test('what a spreadsheet would run as a formula is text', () => {
  expect(csvLine(['=1+1', '@SUM(A1)', '-2', '+3', -4])).toBe("'=1+1,'@SUM(A1),'-2,'+3,-4\r\n");
});
