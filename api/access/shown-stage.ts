import { Prisma } from '../../prisma/generated/client.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { Check } from '../../workflows/application/state.ts';

type Where = Prisma.ApplicationWhereInput;

const is = (path: readonly string[], equals: string | typeof Prisma.AnyNull): Where => ({
  state: { path: [...path], equals },
});
const goesOn: Where = { AND: [is(['withdrawnAt'], Prisma.AnyNull), is(['result'], Prisma.AnyNull)] };
const againstHim = is(['finding', 'kind'], 'negative');
const withoutHearing = is(['hearing'], Prisma.AnyNull);
const inHearing: Where = { AND: [{ NOT: withoutHearing }, is(['hearing', 'closedAt'], Prisma.AnyNull)] };

function untold(check: Check): Where {
  return { AND: [goesOn, againstHim, withoutHearing, is(['finding', 'check'], check)] };
}

/**
 * The applications that a portal sees in a stage: what `stageForPortal` says, as PostgreSQL can ask it of many rows. A test
 * holds the two together.
 */
export function shownInStage(stage: Stage): Where {
  switch (stage) {
    case 'completeness-check':
    case 'conformity-check': {
      const check = stage === 'completeness-check' ? 'completeness' : 'conformity';
      const behind = { stage: { in: ['preliminary-refusal', 'drafting', 'signing'] } };
      return { OR: [{ stage }, { AND: [behind, untold(check)] }] };
    }
    case 'preliminary-refusal':
      return { id: { in: [] } };
    case 'hearing':
      return { OR: [{ stage }, { AND: [{ stage: 'signing' }, goesOn, againstHim, inHearing] }] };
    case 'drafting': {
      const known: Where = { NOT: { AND: [againstHim, withoutHearing] } };
      const signing: Where = { AND: [{ stage: 'signing' }, { NOT: { AND: [againstHim, inHearing] } }] };
      return { AND: [goesOn, known, { OR: [{ stage }, signing] }] };
    }
    case 'signing':
      return { AND: [{ stage }, { NOT: is(['withdrawnAt'], Prisma.AnyNull) }] };
    default:
      return { stage };
  }
}
