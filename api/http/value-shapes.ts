import type { Text } from '../../regulation/text.ts';
import { portalFacts } from '../../workflows/application/portal-facts.ts';

interface Shape {
  /** As JSON Schema has it: a regular expression of ECMA-262. */
  readonly pattern: string;
  /** What readers are told is expected. */
  readonly text: Text;
}

const facts = portalFacts.join('|');
const factList = portalFacts.join(', ');

/** Texts that have a shape of their own, whichever place of a request they stand in. */
export const shapes = {
  applicationNumber: {
    pattern: String.raw`^219-\d{4}-\d{6,9}$`,
    text: {
      kk: 'өтініштің нөмірі, мысалы 219-2026-000001',
      ru: 'номер заявления, например 219-2026-000001',
      en: 'the number of an application, such as 219-2026-000001',
    },
  },
  staffId: {
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
    text: {
      kk: 'қызметкердің идентификаторы: 1–64 латын әрпі, цифр, «.», «_» немесе «-», біріншісі әріп не цифр',
      ru: 'идентификатор сотрудника: от 1 до 64 латинских букв, цифр, знаков «.», «_» и «-», первый из них буква или цифра',
      en: 'a staff id: 1 to 64 Latin letters, digits, ".", "_" and "-", the first of them a letter or a digit',
    },
  },
  sha256: {
    pattern: '^[0-9a-f]{64}$',
    text: {
      kk: 'SHA-256: 64 таңба, 0–9 цифрлары мен a–f кіші әріптері',
      ru: 'SHA-256: 64 знака, цифры 0–9 и строчные буквы a–f',
      en: 'a SHA-256: 64 characters, digits 0–9 and small letters a–f',
    },
  },
  iinOrBin: {
    pattern: String.raw`^\d{12}$`,
    text: { kk: 'ЖСН немесе БСН: 12 цифр', ru: 'ИИН или БИН: 12 цифр', en: 'an IIN or BIN: 12 digits' },
  },
  channel: {
    pattern: '^[a-z][a-z0-9-]{0,31}$',
    text: {
      kk: '1–32 кіші латын әрпі, цифр немесе «-», біріншісі әріп',
      ru: 'от 1 до 32 строчных латинских букв, цифр и знаков «-», первая из них буква',
      en: '1 to 32 small Latin letters, digits and "-", the first of them a letter',
    },
  },
  messageId: {
    pattern: '^[!-~]{1,128}$',
    text: {
      kk: '1–128 көрінетін ASCII таңбасы, бос орынсыз',
      ru: 'от 1 до 128 видимых знаков ASCII без пробелов',
      en: '1 to 128 visible ASCII characters without spaces',
    },
  },
  facts: {
    pattern: `^(${facts})(,(${facts}))*$`,
    text: {
      kk: `үтірмен бөлінген фактілер: ${factList}`,
      ru: `факты через запятую: ${factList}`,
      en: `facts, separated by commas: ${factList}`,
    },
  },
} as const satisfies Record<string, Shape>;

const uuid: Text = {
  kk: 'UUID түріндегі мән, мысалы 3f0c6a52-8f5e-4b53-9a8e-6f8b8f1f6b11',
  ru: 'UUID, например 3f0c6a52-8f5e-4b53-9a8e-6f8b8f1f6b11',
  en: 'a UUID, such as 3f0c6a52-8f5e-4b53-9a8e-6f8b8f1f6b11',
};

/** What is expected, in words, by the pattern or the format that was not met. */
export const shapeTexts: Readonly<Record<string, Text>> = {
  uuid,
  ...Object.fromEntries(Object.values(shapes).map(({ pattern, text }) => [pattern, text])),
};
