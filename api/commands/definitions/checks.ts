import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { GroundFound } from '../../../workflows/application/commands.ts';
import { body, Code, Codes, HearingBody, hearingPlan, Line, SomeCodes, Text } from '../body-schemas.ts';
import { defineCommand } from '../definition.ts';
import type { CommandContext } from '../definition.ts';
import { digestOf } from '../digest.ts';
import { documentIds, fieldIds, groundIds } from '../faults.ts';

const incomplete = {
  finding: Type.Literal('incomplete'),
  missing: SomeCodes,
  reasons: Text,
} as const;

/** The executor's check of completeness (Order 219, clause 6). */
export const recordCompleteness = defineCommand({
  name: 'record-completeness',
  path: '/completeness',
  summary: 'Record whether the package is complete',
  body: Type.Union([
    body({ finding: Type.Literal('complete') }),
    body({ ...incomplete, hearing: Type.Optional(HearingBody) }),
  ]),
  translate: (request, { faults, regulation }) => {
    if (request.finding === 'complete')
      return { command: { name: 'record-completeness', finding: 'complete' } };
    faults.checkIds('/missing', request.missing, documentIds(regulation));
    return {
      command: {
        name: 'record-completeness',
        finding: 'incomplete',
        missing: request.missing,
        reasons: digestOf(request.reasons),
        ...(request.hearing && { hearing: hearingPlan(request.hearing, faults) }),
      },
    };
  },
});

const Ground = body({
  ground: Code,
  fields: Type.Optional(Codes),
  documents: Type.Optional(Codes),
});

/** The executor's check against the Rules (Order 219, clause 7). Incompleteness found this late has a code of its own. */
export const recordConformity = defineCommand({
  name: 'record-conformity',
  path: '/conformity',
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
      case 'does-not-conform':
        return {
          command: {
            name,
            finding: 'does-not-conform',
            grounds: request.grounds.map((ground, index) => groundFound(ground, index, context)),
            reasons: digestOf(request.reasons),
            hearing: hearingPlan(request.hearing, faults),
          },
        };
      case 'incomplete':
        faults.checkIds('/missing', request.missing, documentIds(regulation));
        return {
          command: {
            name,
            finding: 'incomplete',
            missing: request.missing,
            reasons: digestOf(request.reasons),
            hearing: hearingPlan(request.hearing, faults),
          },
        };
    }
  },
});

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
