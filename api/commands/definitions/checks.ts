import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { GroundFound } from '../../../workflows/application/commands.ts';
import { incompleteFoundLate, incompletePackage } from '../../../workflows/application/findings.ts';
import {
  body,
  codeOf,
  Codes,
  HearingBody,
  hearingPlan,
  Line,
  PaperKinds,
  SomePaperKinds,
  Text,
} from '../../requests/body-schemas.ts';
import { defineCommand } from '../definition.ts';
import type { CommandContext } from '../definition.ts';
import { proposalAct } from '../acts.ts';
import { digestOf, digestOfJson } from '../../../proofs/digest.ts';
import { documentIds, fieldIds, groundIds } from '../../requests/faults.ts';

const incomplete = {
  finding: Type.Literal('incomplete'),
  missing: SomePaperKinds,
  reasons: Text,
} as const;

/** The executor's check of completeness (Order 219, clause 6). */
export const recordCompleteness = defineCommand({
  name: 'record-completeness',
  summary: 'Record whether the package is complete',
  body: Type.Union([
    body({ finding: Type.Literal('complete') }),
    body({ ...incomplete, hearing: Type.Optional(HearingBody) }),
  ]),
  translate: (request, context) => {
    const name = 'record-completeness';
    if (request.finding === 'complete') return { command: { name, finding: 'complete' } };
    const { missing } = request;
    context.faults.checkIds('/missing', missing, documentIds(context.regulation));
    const hearing = request.hearing && hearingPlan(request.hearing, context.faults);
    const grounds = [{ ground: incompletePackage, fields: [], documents: missing }];
    const { proposal, act } = propose(request, grounds, context);
    const reasons = digestOf(request.reasons);
    return {
      command: { name, finding: 'incomplete', missing, reasons, ...(hearing && { hearing }), proposal },
      act,
    };
  },
});

const Ground = body({
  ground: codeOf('Ground'),
  fields: Type.Optional(Codes),
  documents: Type.Optional(PaperKinds),
});

/** The executor's check against the Rules (Order 219, clause 7). Incompleteness found this late has a code of its own. */
export const recordConformity = defineCommand({
  name: 'record-conformity',
  summary: 'Record whether the documents conform',
  body: Type.Union([
    body({
      finding: Type.Literal('conforms'),
      checklist: Type.Optional(Type.Array(Line, { maxItems: 100 })),
    }),
    body({
      finding: Type.Literal('does-not-conform'),
      grounds: Type.Array(Ground, { minItems: 1, maxItems: 20 }),
      reasons: Text,
      hearing: HearingBody,
    }),
    body({ ...incomplete, hearing: HearingBody }),
  ]),
  translate: (request, context) => {
    const { faults, regulation } = context;
    const name = 'record-conformity';
    switch (request.finding) {
      case 'conforms': {
        // What was checked may be told in words: they stay here, and only names of the regulation go on.
        const known = [...fieldIds(regulation, context.state.subtype), ...documentIds(regulation)];
        const checklist = (request.checklist ?? []).filter((item) => known.includes(item));
        return { command: { name, finding: 'conforms', checklist } };
      }
      case 'does-not-conform': {
        const grounds = request.grounds.map((ground, index) => groundFound(ground, index, context));
        const hearing = hearingPlan(request.hearing, faults);
        const { proposal, act } = propose(request, grounds, context);
        const reasons = digestOf(request.reasons);
        return { command: { name, finding: 'does-not-conform', grounds, reasons, hearing, proposal }, act };
      }
      case 'incomplete': {
        const { missing } = request;
        faults.checkIds('/missing', missing, documentIds(regulation));
        const hearing = hearingPlan(request.hearing, faults);
        const grounds = [{ ground: incompleteFoundLate, fields: [], documents: missing }];
        const { proposal, act } = propose(request, grounds, context);
        const reasons = digestOf(request.reasons);
        return { command: { name, finding: 'incomplete', missing, reasons, hearing, proposal }, act };
      }
    }
  },
});

/** What a finding proposes to the head, as he will be shown it, and its digest. Throws when the body has faults. */
function propose(
  request: {
    readonly finding: 'incomplete' | 'does-not-conform';
    readonly reasons: string;
    readonly hearing?: Static<typeof HearingBody>;
  },
  grounds: readonly GroundFound[],
  { state, regulation, faults }: CommandContext,
) {
  faults.settle();
  const act = proposalAct(state, regulation, { hearing: null, ...request, grounds });
  return { proposal: digestOfJson(act), act };
}

function groundFound(
  { ground, fields = [], documents = [] }: Static<typeof Ground>,
  index: number,
  { faults, regulation, state }: CommandContext,
): GroundFound {
  const pointer = `/grounds/${index}`;
  const allowed = groundIds(regulation);
  if (!allowed.includes(ground)) {
    faults.add({
      pointer: `${pointer}/ground`,
      code: 'value-not-allowed',
      params: { allowed: allowed.join(', ') },
    });
  }
  faults.checkIds(`${pointer}/fields`, fields, fieldIds(regulation, state.subtype));
  faults.checkIds(`${pointer}/documents`, documents, documentIds(regulation));
  return { ground, fields, documents };
}
