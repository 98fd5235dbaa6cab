import { readSubmissionPart } from '../../../prisma/stored-json.ts';
import { Type } from 'typebox';
import { draftIdOf, parseCommandId } from '../../../workflows/case/ids.ts';
import { Problem } from '../../http/problem.ts';
import { issueAct, refusalAct, terminationAct } from '../acts.ts';
import { body, codeOf, Text } from '../../requests/body-schemas.ts';
import { defineCommand } from '../definition.ts';
import type { CommandContext } from '../definition.ts';
import { digestOfJson, digestOf } from '../../../proofs/digest.ts';
import { groundIds, incompletenessCodes } from '../../requests/faults.ts';
import { Sha256, Uuid } from '../../http/value-schemas.ts';

/** The executor hands the draft of the result to the head. What the head will sign is made and kept here. */
export const draftResult = defineCommand({
  name: 'draft-result',
  summary: 'Hand the draft of the result to the head',
  body: Type.Union([
    body({ result: Type.Literal('issue'), conditions: Type.Optional(Text) }),
    body({
      result: Type.Literal('refuse'),
      grounds: Type.Array(codeOf('GroundOrIncompleteness'), { minItems: 1, maxItems: 20, uniqueItems: true }),
      reasons: Text,
      answerToObjections: Type.Optional(Text),
    }),
    body({ result: Type.Literal('terminate') }),
  ]),
  translate: async (request, context) => {
    const { faults, regulation, state } = context;
    switch (request.result) {
      case 'issue':
        return drafted('issue', issueAct(state, regulation, await formOf(context), request.conditions));
      case 'refuse':
        faults.checkIds('/grounds', request.grounds, [
          ...groundIds(regulation),
          ...incompletenessCodes(regulation),
        ]);
        faults.settle();
        return drafted(
          'refuse',
          refusalAct(state, regulation, request),
          request.grounds,
          request.answerToObjections !== undefined,
        );
      case 'terminate':
        return drafted('terminate', terminationAct(state, regulation));
    }
  },
});

function drafted(
  result: 'issue' | 'refuse' | 'terminate',
  act: Readonly<Record<string, unknown>>,
  grounds: readonly string[] = [],
  answersObjections = false,
) {
  return {
    command: { name: 'draft-result', result, grounds, answersObjections, sha256: digestOfJson(act) },
    act,
  } as const;
}

async function formOf({ db, application }: CommandContext): Promise<unknown> {
  const { form } = await db.submission.findUniqueOrThrow({
    where: { applicationId: application.id },
    select: { form: true },
  });
  return readSubmissionPart(application.id, 'form', form);
}

/** The head sends a draft back. */
export const returnDraft = defineCommand({
  name: 'return-draft',
  summary: 'Return the draft with reasons',
  body: body({
    reasons: Text,
    to: Type.Union([Type.Literal('drafting'), Type.Literal('conformity-check')]),
  }),
  translate: ({ reasons, to }) => ({ command: { name: 'return-draft', to, reasons: digestOf(reasons) } }),
});

/** The head signs exactly the draft that was shown. */
export const signDecision = defineCommand({
  name: 'sign-decision',
  summary: 'Sign the draft that was shown',
  body: body({ draftId: Uuid, sha256: Sha256 }),
  translate: ({ draftId, sha256 }) => {
    const id = parseCommandId(draftId.toLowerCase());
    if (id === null) throw new Problem('not-found');
    return { command: { name: 'sign-decision', draftId: draftIdOf(id), sha256 } };
  },
});

/** The applicant withdraws, any time before the result is signed (APPC 64(9), 70(1)(4)). */
export const withdraw = defineCommand({
  name: 'withdraw',
  summary: 'Withdraw the application',
  body: body({ reason: Type.Optional(Text) }),
  translate: (_request, { state, regulation }) => {
    const act = terminationAct(state, regulation);
    return { command: { name: 'withdraw', termination: digestOfJson(act) }, act };
  },
});
