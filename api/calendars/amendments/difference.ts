import type { Static } from 'typebox';
import { Type } from 'typebox';
import { canonicalText } from '../../commands/digest.ts';
import type { ApiDeps } from '../../deps.ts';
import type { Affected, AffectedPage } from './dry-run.ts';
import { CountsView } from './schemas.ts';
import { orNull } from '../../value-schemas.ts';

/** An application that a dry run finds otherwise than the one the proposal was made with. */
export interface Changed {
  readonly applicationId: string;
  /** As it was foreseen; null when it was not affected, or not there. */
  readonly was: Foreseen | null;
  /** As it is foreseen now; null when it is not affected any more, or over. */
  readonly now: Foreseen | null;
}

type Foreseen = Pick<Affected, 'version' | 'effect'>;

/** What a refused approval shows. */
export const Difference = Type.Object({
  edition: Type.Object({ expected: Type.String(), current: Type.String() }),
  hash: Type.Object({ expected: Type.String(), current: orNull(Type.String()) }),
  counts: Type.Optional(CountsView),
  changed: Type.Array(Type.Unknown(), { description: 'Applications found otherwise, at most 100' }),
  changedTotal: Type.Integer(),
});
export type DifferenceView = Static<typeof Difference>;

/** Compares a dry run with what was foreseen, page by page as it comes: both are in order of ids. */
export interface Comparison {
  see(page: AffectedPage): Promise<void>;
  /** What lies behind the last page. Gives the first changed applications and the number of all. */
  finish(): Promise<{ readonly changed: readonly Changed[]; readonly changedTotal: number }>;
}

const shownAtMost = 100;

/** Begins the comparison of a dry run with the one that an edition was proposed with. */
export function compareWithForeseen({ db }: Pick<ApiDeps, 'db'>, edition: string): Comparison {
  const changed: Changed[] = [];
  let changedTotal = 0;
  let from = '00000000-0000-0000-0000-000000000000';

  const compare = async (affected: readonly Affected[], until: string | null): Promise<void> => {
    const rows = await db.foreseenEffect.findMany({
      where: { edition, applicationId: { gt: from, ...(until === null ? {} : { lte: until }) } },
    });
    const was = new Map(rows.map((row) => [row.applicationId, row as unknown as Foreseen]));
    const now = new Map(affected.map((each) => [each.applicationId, each as Foreseen]));
    for (const id of [...new Set([...was.keys(), ...now.keys()])].toSorted()) {
      const [before, after] = [was.get(id) ?? null, now.get(id) ?? null];
      if (textOf(before) === textOf(after)) continue;
      changedTotal += 1;
      if (changed.length < shownAtMost)
        changed.push({ applicationId: id, was: before && plain(before), now: after && plain(after) });
    }
  };

  return {
    see: async ({ affected, until }) => {
      await compare(affected, until);
      from = until;
    },
    finish: async () => {
      await compare([], null);
      return { changed, changedTotal };
    },
  };
}

function plain({ version, effect }: Foreseen): Foreseen {
  return { version, effect };
}

function textOf(foreseen: Foreseen | null): string | null {
  return foreseen && canonicalText([foreseen.version, foreseen.effect]);
}
