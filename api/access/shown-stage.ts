import { Prisma } from '../../prisma/generated/client.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { Check } from '../../workflows/application/state.ts';

/** Applications in some stages, and which of them. */
interface Shown {
  readonly stages: readonly Stage[];
  /** About a row of `applications` in one of the stages. */
  readonly condition: Prisma.Sql;
}

const goesOn = Prisma.sql`(state ->> 'withdrawnAt' IS NULL AND state ->> 'result' IS NULL)`;
const againstHim = Prisma.sql`state #>> '{finding,kind}' IS NOT DISTINCT FROM 'negative'`;
const withoutHearing = Prisma.sql`state ->> 'hearing' IS NULL`;
const inHearing = Prisma.sql`(state ->> 'hearing' IS NOT NULL AND state #>> '{hearing,closedAt}' IS NULL)`;
const all = Prisma.sql`true`;

function untold(check: Check): Prisma.Sql {
  return Prisma.sql`(${goesOn} AND ${againstHim} AND ${withoutHearing} AND state #>> '{finding,check}' = ${check})`;
}

/**
 * The applications that a portal sees in a stage: what `stageForPortal` says, as PostgreSQL can ask it of many rows. A test
 * holds the two together.
 */
export function shownInStage(stage: Stage): Shown {
  switch (stage) {
    case 'completeness-check':
    case 'conformity-check': {
      const check = stage === 'completeness-check' ? 'completeness' : 'conformity';
      return {
        stages: [stage, 'preliminary-refusal', 'drafting', 'signing'],
        condition: Prisma.sql`(stage = ${stage} OR ${untold(check)})`,
      };
    }
    case 'preliminary-refusal':
      return { stages: [], condition: Prisma.sql`false` };
    case 'hearing':
      return {
        stages: [stage, 'signing'],
        condition: Prisma.sql`(stage = ${stage} OR (${goesOn} AND ${againstHim} AND ${inHearing}))`,
      };
    case 'drafting':
      return {
        stages: [stage, 'signing'],
        condition: Prisma.sql`(${goesOn} AND NOT (${againstHim} AND ${withoutHearing})
          AND (stage = ${stage} OR NOT (${againstHim} AND ${inHearing})))`,
      };
    case 'signing':
      return { stages: [stage], condition: Prisma.sql`state ->> 'withdrawnAt' IS NOT NULL` };
    default:
      return { stages: [stage], condition: all };
  }
}
