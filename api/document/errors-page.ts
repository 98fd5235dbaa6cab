import { createHash } from 'node:crypto';
import type { Language, Text } from '../../regulation/text.ts';
import { problemTable, titles, type ProblemCode } from '../http/table.ts';
import { fieldTexts, type FieldCode } from '../http/texts-fields.ts';
import { problemTexts } from '../http/texts.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:#f2f2f2}td{overflow-wrap:anywhere}tr:target{background:#fff6d6}a{color:#0b57d0}`;

/** The page holds one style and nothing that a browser could run or load. */
export const errorsPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const words = {
  title: { kk: 'Қателердің кодтары', ru: 'Коды ошибок', en: 'Codes of errors' },
  code: { kk: 'Қате коды', ru: 'Код', en: 'Code' },
  status: { kk: 'Күйі', ru: 'Статус', en: 'Status' },
  meaning: { kk: 'Мағынасы', ru: 'Значение', en: 'Meaning' },
  values: {
    kk: 'errors[] ішіндегі кодтар: бір мәннің қатесі',
    ru: 'Коды внутри errors[]: ошибка одного значения',
    en: 'Codes inside errors[]: a fault of one value',
  },
  places: {
    kk: 'Курсивпен жазылған сөз — жауапта мәні тұратын орынның аты.',
    ru: 'Курсивом стоит имя места, которое в ответе заполняет значение.',
    en: 'A word in italics names a place that a value fills in the answer.',
  },
  back: { kk: 'API сипаттамасы', ru: 'Описание API', en: 'Description of the API' },
} satisfies Record<string, Text>;

/** Every problem code with its status and its text, and every code of a single value, as a page in one language. A place that a value fills is shown by its name. */
export function errorsPage(language: Language): string {
  const codes = Object.keys(problemTable) as ProblemCode[];
  const row = (code: ProblemCode) => {
    const { status, title } = problemTable[code];
    return `<tr id="${code}"><td><code>${code}</code></td><td>${status} ${escape(titles[title][language])}</td><td>${shown(problemTexts[code], language)}</td></tr>`;
  };
  const ofValues = (Object.keys(fieldTexts) as FieldCode[]).filter((code) => !(code in problemTable));
  const valueRow = (code: FieldCode) =>
    `<tr id="${code}"><td><code>${code}</code></td><td>${shown(fieldTexts[code], language)}</td></tr>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Otinish · ${words.title[language]}</title><style>${style}</style></head>
<body>
<h1>${words.title[language]}</h1>
<p><a href="/docs/">${words.back[language]}</a></p>
<p>${words.places[language]}</p>
<table><thead><tr><th>${words.code[language]}</th><th>${words.status[language]}</th><th>${words.meaning[language]}</th></tr></thead>
<tbody>${codes.map(row).join('\n')}</tbody></table>
<h2>${escape(words.values[language])}</h2>
<table><thead><tr><th>${words.code[language]}</th><th>${words.meaning[language]}</th></tr></thead>
<tbody>${ofValues.map(valueRow).join('\n')}</tbody></table>
</body>
</html>
`;
}

function shown(text: Text, language: Language): string {
  return escape(text[language]).replaceAll(/\{(\w+)\}/g, '<i>$1</i>');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
