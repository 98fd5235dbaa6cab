import type { Checked } from './inspection.ts';

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One check as a line to read, with its chapter before the first of each. */
export function lineOf(checked: Checked, before: Checked | undefined): string {
  const { chapter, title, law, verdict } = checked;
  const heading = chapter === before?.chapter ? '' : `\n${chapter}\n`;
  const rests = law === null ? '' : `  (${law})`;
  const reason = verdict.kind === 'passed' ? '' : `\n      ${verdict.reason}`;
  return `${heading}  ${marks[verdict.kind]} ${title}${rests}${reason}\n`;
}

export function summaryOf(checks: readonly Checked[]): Summary {
  const count = (kind: Checked['verdict']['kind']) =>
    checks.filter(({ verdict }) => verdict.kind === kind).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** The checks as JUnit XML, which most CI systems show. */
export function junitOf(url: string, checks: readonly Checked[]): string {
  const { failed, skipped } = summaryOf(checks);
  const cases = checks.map(({ chapter, title, verdict, ms }) => {
    const name = `classname="${escaped(chapter)}" name="${escaped(title)}" time="${ms / 1000}"`;
    switch (verdict.kind) {
      case 'passed':
        return `    <testcase ${name}/>`;
      case 'failed':
        return `    <testcase ${name}><failure message="${escaped(verdict.reason)}"/></testcase>`;
      case 'skipped':
        return `    <testcase ${name}><skipped message="${escaped(verdict.reason)}"/></testcase>`;
    }
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="otinish conformance ${escaped(url)}" tests="${checks.length}" failures="${failed}" skipped="${skipped}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** Text as it may stand in an attribute. Control characters have no place in XML at all. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
