import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameFor } from './file-names.ts';
import { acceptedTypes } from './file-types.ts';

const pdf = 'application/pdf';

test.each([
  ['договор.pdf', pdf, 'договор.pdf'],
  ['Договор.PDF', pdf, 'Договор.PDF'],
  ['akt.hta', pdf, 'akt.hta.pdf'],
  ['akt.pdf.bat', pdf, 'akt.pdf.bat.pdf'],
  ['akt.bat. . ', pdf, 'akt.bat.pdf'],
  ['akt', pdf, 'akt.pdf'],
  ['scan.jpg', 'image/png', 'scan.png'],
  ['scan.jpeg', 'image/jpeg', 'scan.jpeg'],
  ['scan.tiff', 'image/tiff', 'scan.tiff'],
  ['...', pdf, 'file.pdf'],
  ['akt\u202Efdp.hta', pdf, 'aktfdp.hta.pdf'],
])('%j of type %s is handed out as %j', (name, type, expected) => {
  expect(fileNameFor(name, type)).toBe(expected);
});

test('whatever a file is called, its name ends as its type does, and stays as it is from then on', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(...Object.keys(acceptedTypes)),
      (name, type) => {
        const given = fileNameFor(name, type);

        expect(given).toMatch(/\.(pdf|png|jpe?g|tiff?|docx|xlsx)$/i);
        expect(fileNameFor(given, type)).toBe(given);
      },
    ),
  );
});
