import { createHash } from 'node:crypto';
import type { Instant } from '../../calendars/instant.ts';
import type { CountProof, ProofAct, ProofStep } from '../../calendars/proof.ts';
import { addDays } from '../../calendars/plain-date.ts';
import { plainDateAt, timeAt } from '../../calendars/zone.ts';
import { citationIn } from '../../regulation/citation-text.ts';
import { regulationEdition } from '../../regulation/editions.ts';
import {
  dateIn,
  fillText,
  textIn,
  type Language,
  type Text,
  type TextParams,
} from '../../regulation/text.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import { applicationPath } from './links.ts';
import type { DeadlineProof } from '../../proofs/proof.ts';
import type { ProvedItem } from '../../proofs/items.ts';
import { causeTexts, pageTexts, statusTexts } from './proof-page-texts.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:#f2f2f2}tr.skipped td{color:#555}tr.last td{font-weight:600}small{color:#555}
code{font-size:.85rem;overflow-wrap:anywhere}a{color:#0b57d0;overflow-wrap:anywhere}
@media screen and (max-width:40rem){body{margin:1rem auto}table,tbody,tr,td{display:block}thead,td:empty{display:none}tr{border:1px solid #bbb;margin:.5rem 0;padding:.25rem .5rem}td{border:0;padding:.1rem 0;overflow-wrap:anywhere}td:first-child{font-weight:600}tr.moved td:nth-child(3)::before{content:'→ '}}
@media print{body{margin:0;max-width:none;font-size:11pt}table{font-size:9.5pt}tr,h3{break-inside:avoid;break-after:auto}a{color:inherit}}`;

/** The page holds one style and nothing else that a browser could run or load: its policy allows that style alone. */
export const proofPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The proof as one page to read and to print, in the language of the proof. */
export function proofPage(proof: DeadlineProof): string {
  const { language, applicationId, number, version, sha256, chain } = proof;
  const items = proof.items.map((item) => citingIn(item, proof));
  const say = speaker(language);
  const file = `${applicationPath(applicationId)}/deadlines?lang=${language}&download=1`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(number)} · ${say('title')}</title><style>${style}</style></head>
<body>
<h1>${say('title')}</h1>
<p>${say('application')} <strong>${escape(number)}</strong>, ${say('version')} ${version}</p>
<table><thead><tr><th>${say('term')}</th><th>${say('due')}</th><th>${say('status')}</th><th>${say('law')}</th></tr></thead>
<tbody>${items.map((item) => summary(item, language)).join('\n')}</tbody></table>
<h2>${say('howCounted')}</h2>
${items.map((item) => explanation(item, language)).join('\n')}
<h2>${say('history')}</h2>
${history(proof)}
<h2>${say('editions')}</h2>
<ul>${proof.editions.map(({ id, act, knownOn }) => `<li><code>${escape(id)}</code>: ${actLink(act, language)}, ${say('knownOn', { day: dateIn(knownOn, language) })}</li>`).join('')}</ul>
<h2>${say('check')}</h2>
<p>${say('checkByHand')}</p>
<p>${say('checkByMachine')} <a href="${escape(file)}">${say('download')}</a></p>
<p><code>npx otinish verify-proof otinish-${escape(number)}-deadlines.json</code></p>
<p>${say('seal')}:<br><code>${escape(sha256)}</code></p>
<p>${say('chain', { n: chain.length })}:<br><code>${escape(chain.head)}</code></p>
</body>
</html>
`;
}

/** The item with its citations in the language of the page: under the seal they are in English. */
function citingIn(item: ProvedItem, { language, regulationEdition: id }: DeadlineProof): ProvedItem {
  const { terms, officeHours } = regulationEdition(id);
  const { proof, walk = [] } = item;
  const cited = { ...item, law: citationIn(terms[item.term].law, language) };
  if (proof?.kind !== 'reception') return cited;
  const { closed } = proof;
  const act = { ...closed.act, name: citationIn(officeHours.law, language) };
  const isClosed = (step: ProofStep) => 'skipped' in step && step.act.name === closed.act.name;
  return { ...cited, walk: walk.map((step) => (isClosed(step) ? { ...step, act } : step)) };
}

function summary(item: ProvedItem, language: Language): string {
  const say = speaker(language);
  const note = item.certainty === 'projected' ? `<br><small>${say('projected')}</small>` : '';
  return `<tr><td>${escape(item.text)}</td><td>${moment(item, language)}${note}</td><td>${told(statusTexts[item.status], language)}</td><td>${escape(item.law)}</td></tr>`;
}

/** The last moment that a reader would name: the end of a day is told as 24:00 of that day. */
function moment({ dueAt, opensAt }: Pick<ProvedItem, 'dueAt' | 'opensAt'>, language: Language): string {
  const at = (opensAt ?? dueAt ?? '') as Instant;
  const time = opensAt === undefined ? localEnd(at, language) : localTime(at, language);
  return speaker(language)(opensAt === undefined ? 'before' : 'from', { time });
}

function localTime(at: Instant, language: Language): string {
  return `${dateIn(plainDateAt(localZone, at), language)} ${timeAt(localZone, at).slice(0, 5)}`;
}

function localEnd(at: Instant, language: Language): string {
  const day = plainDateAt(localZone, at);
  return timeAt(localZone, at) === '00:00:00'
    ? `${dateIn(addDays(day, -1), language)} 24:00`
    : localTime(at, language);
}

function explanation(item: ProvedItem, language: Language): string {
  const say = speaker(language);
  const heading = `<h3>${escape(item.text)}: ${moment(item, language)}</h3>`;
  const { proof } = item;
  switch (proof?.kind) {
    case undefined:
      return `${heading}<p>${say('unproved')}</p>`;
    case 'act':
      return `${heading}<p>${say('byAct')}</p>`;
    case 'reception': {
      const { from, closes, calendarEdition: edition } = proof;
      return `${heading}<p>${say('receivedAt', { at: localTime(from, language), closes, edition })}</p>${walkTable(item.walk ?? [], language)}`;
    }
    case 'count':
      return heading + counted({ ...proof, walk: item.walk ?? [] }, language);
    case 'latest':
      return `${heading}<p>${say('latestOf')}</p>${proof.parts.map((part) => counted(part, language)).join('')}`;
  }
}

function counted({ anchor, workingDays, calendarEdition, walk }: CountProof, language: Language): string {
  const params = { anchor: dateIn(anchor, language), days: workingDays, edition: calendarEdition };
  return `<p>${speaker(language)('countedFrom', params)}</p>${walkTable(walk, language)}`;
}

function walkTable(walk: readonly ProofStep[], language: Language): string {
  const say = speaker(language);
  const rows = walk.map((step, index) => {
    const last = index === walk.length - 1 ? ' class="last"' : '';
    if ('skipped' in step)
      return `<tr class="skipped"><td>${dateIn(step.on, language)}</td><td>${say('notCounted')}</td><td>${escape(step.skipped)}</td><td>${actLink(step.act, language)}</td></tr>`;
    const count = step.counts === 0 ? say('registered') : say('counts', { n: step.counts });
    return `<tr${last}><td>${dateIn(step.on, language)}</td><td>${count}</td><td></td><td></td></tr>`;
  });
  return `<table><thead><tr><th>${say('day')}</th><th></th><th>${say('reason')}</th><th>${say('law')}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function history({ history: values, language }: DeadlineProof): string {
  const say = speaker(language);
  if (values.length === 0) return `<p>${say('noHistory')}</p>`;
  const rows = values.map(({ movedBy, ...item }) => {
    const { cause, act, line, to } = movedBy;
    const next = item.opensAt === undefined ? { dueAt: to } : { opensAt: to };
    const source = [
      told(causeTexts[cause], language),
      ...(act ? [actLink(act, language)] : []),
      ...(line === null ? [] : [say('trailLine', { n: line })]),
    ];
    return `<tr class="moved"><td>${escape(item.text)}</td><td>${moment(item, language)}</td><td>${moment(next, language)}</td><td>${source.join('; ')}</td></tr>`;
  });
  return `<table><thead><tr><th>${say('term')}</th><th>${say('earlier')}</th><th>${say('later')}</th><th>${say('reason')}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function actLink({ name, number, date, link }: ProofAct, language: Language): string {
  const title = [name, ...(number ? [`№ ${number}`] : []), ...(date ? [dateIn(date, language)] : [])].join(
    ', ',
  );
  // Acts are entered by people: only an address of the web becomes a link.
  return /^https?:\/\//.test(link) ? `<a href="${escape(link)}">${escape(title)}</a>` : escape(title);
}

function speaker(language: Language) {
  return (name: keyof typeof pageTexts, params: TextParams = {}) =>
    told(fillText(pageTexts[name], params), language);
}

function told(text: Text, language: Language): string {
  return escape(textIn(text, language));
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
