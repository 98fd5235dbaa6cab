import { Type } from 'typebox';
import { noticeIdOf, parseCommandId } from '../../../workflows/case/ids.ts';
import { Problem } from '../../http/problem.ts';
import { At, body, HearingBody, hearingPlan, Text } from '../../requests/body-schemas.ts';
import { defineCommand } from '../definition.ts';
import { digestOf, digestOfJson } from '../../../proofs/digest.ts';
import { Sha256 } from '../../http/value-schemas.ts';
import { shapes } from '../../http/value-shapes.ts';

/** The head approves the proposal that he was shown: the notice goes out (Order 219, clause 7; APPC 73(1)). */
export const approvePreliminaryRefusal = defineCommand({
  name: 'approve-preliminary-refusal',
  summary: 'Approve the preliminary refusal; the notice goes out',
  body: body({
    sha256: Type.String({ ...Sha256, description: 'Of the `proposal` that was shown' }),
    hearing: Type.Optional(HearingBody),
  }),
  translate: ({ sha256, hearing }, { faults }) => ({
    command: {
      name: 'approve-preliminary-refusal',
      sha256,
      ...(hearing && { hearing: hearingPlan(hearing, faults) }),
    },
  }),
});

/** The head sends the proposal back to the check it came from. */
export const returnPreliminaryRefusal = defineCommand({
  name: 'return-preliminary-refusal',
  summary: 'Return the proposed refusal with reasons',
  body: body({ reasons: Text }),
  translate: ({ reasons }) => ({
    command: { name: 'return-preliminary-refusal', reasons: digestOf(reasons) },
  }),
});

/** Evidence of when a notice was received, not of when somebody recorded it (APPC 66(2)). */
export const recordReceipt = defineCommand({
  name: 'record-receipt',
  summary: 'Prove when a notice was received',
  body: body({
    channel: Type.String({ pattern: shapes.channel.pattern, examples: ['cabinet'] }),
    at: At,
    evidence: Type.Union([Text, Type.Object({}, { additionalProperties: true })]),
  }),
  translate: ({ channel, at, evidence }, { faults, params }) => {
    const notice = parseCommandId(params['noticeId'] ?? '');
    if (notice === null) throw new Problem('not-found');
    faults.checkTexts('/evidence', evidence);
    return {
      command: {
        name: 'record-receipt',
        noticeId: noticeIdOf(notice),
        channel,
        at: faults.instant('/at', at),
        evidence: digestOfJson(evidence),
      },
    };
  },
});
