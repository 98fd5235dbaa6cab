// What applicants and officers of a sandbox write: here, in the demo, in tests. Nothing in it is about anybody.

import { pdfText } from './pdf-text.ts';

/** The text of a PDF with an empty page, another one for each title. */
export function samplePdfText(title: string): string {
  return pdfText([`<</Title(${title})>>`], { trailer: '/Info 4 0 R' });
}

export const reasons = 'The yield norms do not follow from the calculation that is attached.';

/** A finding against the application, with the hearing that it calls for. */
export function negativeFinding(hearingAt: string) {
  return {
    finding: 'does-not-conform' as const,
    grounds: [
      {
        ground: 'nonCompliance392' as const,
        fields: ['yieldNorms'],
        documents: ['yieldCalculation' as const],
      },
    ],
    reasons,
    hearing: { at: hearingAt, way: 'written' as const, place: 'Personal cabinet' },
  };
}

/** The refusal that rests on that finding. */
export const refusal = {
  result: 'refuse' as const,
  grounds: ['nonCompliance392' as const],
  reasons,
  answerToObjections: 'No measurement was supplied.',
};

/** What the executor writes of a hearing in which the objection did not convince. */
export const upheld = {
  form: 'written' as const,
  summary: 'The objection brings no measurement of its own.',
  outcome: 'upheld' as const,
};

/** The minutes of an oral hearing. */
export function minutes(heldAt: string, outcome: 'upheld' | 'cured', text: string) {
  return {
    form: 'oral' as const,
    minutes: { heldAt, chair: 'The head of the unit', secretary: 'A specialist of the unit', text },
    outcome,
  };
}
