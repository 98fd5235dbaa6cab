import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textFault } from '../../regulation/person-text.ts';
import { fileNameFor } from './file-names.ts';
import { acceptedTypes } from './file-types.ts';

const pdf = 'application/pdf';

test.each([
  ['договор.pdf', pdf, 'договор.pdf'],
  ['Договор.PDF', pdf, 'Договор.PDF'],
  ['akt.hta', pdf, 'akt.hta.pdf'],
  ['akt.pdf.bat', pdf, 'akt.pdf.bat.pdf'],
  ['akt.bat. . ', pdf, 'akt.bat. . .pdf'],
  ['akt', pdf, 'akt.pdf'],
  ['scan.jpg', 'image/png', 'scan.png'],
  ['scan.jpeg', 'image/jpeg', 'scan.jpeg'],
  ['scan.tiff', 'image/tiff', 'scan.tiff'],
  ['...', pdf, '....pdf'],
  [
    'семья \u{1F468}\u200D\u{1F469}\u200D\u{1F467}.pdf',
    pdf,
    'семья \u{1F468}\u200D\u{1F469}\u200D\u{1F467}.pdf',
  ],
])('%j of type %s is handed out as %j', (name, type, expected) => {
  expect(fileNameFor(name, type)).toBe(expected);
});

test("whatever a file is called, its name stays but for another type's ending, and ends as its type does", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(...Object.keys(acceptedTypes)),
      (name, type) => {
        const given = fileNameFor(name, type);

        expect(given).toMatch(/\.(pdf|png|jpe?g|tiff?|docx|xlsx)$/i);
        expect(given.startsWith(name.replace(/\.(pdf|png|jpe?g|tiff?|docx|xlsx)$/i, ''))).toBe(true);
        expect(fileNameFor(given, type)).toBe(given);
      },
    ),
  );
});

test('a name that may be kept may be kept with its ending', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), (name) => {
      fc.pre(textFault(name, 'line') === null);

      expect(textFault(fileNameFor(name, pdf), 'line')).toBeNull();
    }),
  );
});
