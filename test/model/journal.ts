import type { Instant } from '../../calendars/instant.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { Command, CommandName, CommandOf, GroundFound } from '../../workflows/application/commands.ts';
import type { Line } from './line.ts';
import { instantsAmended } from './amended-law.ts';
import type { LawfulInstants, Placed } from './amended-law.ts';

/** One request that was made, in the order of the line, with nothing of the code's own view of it but its answer. */
export interface Act<C extends Command = Command> {
  readonly place: number;
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly command: C;
  readonly refusedFor: string | null;
}

export interface Posted extends Placed {
  readonly noticeId: string;
}

/** What people did and what was proved: all that the law needs to judge the outcome. */
export interface Journal {
  readonly line: Line;
  /** The instants of the law as they stand at the end. */
  readonly instants: LawfulInstants;
  readonly amended: readonly Placed[];
  readonly asked: readonly Act[];
  readonly acts: readonly Act[];
  readonly posted: readonly Posted[];
}

/** Reads the journal of a line. */
export function journalOf(line: Line): Journal {
  const asked: Act[] = [];
  const posted: Posted[] = [];
  const amended: Placed[] = [];
  for (const [place, { input, outcome, basis, changed }] of line.turns.entries()) {
    if (input.kind === 'request') {
      const { id, at, actor, command } = input.request;
      const refusedFor = outcome.kind === 'refused' ? outcome.refusal.code : null;
      asked.push({ place, id, at, actor, command, refusedFor });
    }
    if (input.kind === 'evidence') {
      const { noticeId, at } = input.evidence;
      posted.push({ place, noticeId, at, changed });
    }
    // The calendar that counts already changes nothing.
    const isNew = basis !== line.turns[place - 1]?.basis;
    if (input.kind === 'amendment' && isNew) amended.push({ place, at: input.at, changed });
  }
  const acts = asked.filter((act) => act.refusedFor === null);
  const journal = { line, asked, acts, posted, amended };
  return { ...journal, instants: instantsAt(journal, line.turns.length) };
}

/** The instants of the law as they stood when it was the turn of a place in the line. */
export function instantsAt(journal: Omit<Journal, 'instants'>, place: number): LawfulInstants {
  const { line, amended, posted } = journal;
  const sent = posted.filter((each) => {
    const outcome = line.turns[each.place]?.outcome;
    return (
      each.place < place &&
      outcome?.kind === 'step' &&
      outcome.events.some(({ type }) => type === 'notice-posted')
    );
  });
  const until = amended.filter((each) => each.place < place);
  return instantsAmended(line.intake.receivedAt, until, sent);
}

/** The accepted acts with one of some names, in order. */
export function actsOf<Name extends CommandName>(
  { acts }: Journal,
  ...names: readonly Name[]
): readonly Act<CommandOf<Name>>[] {
  return acts.filter((act): act is Act<CommandOf<Name>> =>
    (names as readonly string[]).includes(act.command.name),
  );
}

type FindingAct = Act<CommandOf<'record-completeness' | 'record-conformity'>>;

/** The last finding before a place in the line. */
export function findingBefore(journal: Journal, place: number): FindingAct | null {
  return (
    actsOf(journal, 'record-completeness', 'record-conformity').findLast((act) => act.place < place) ?? null
  );
}

/** What a finding rests on, as one comparable text; null when it is in the applicant's favour. */
export function groundsOf({ command }: FindingAct): string | null {
  switch (command.finding) {
    case 'complete':
    case 'conforms':
      return null;
    case 'incomplete':
      return JSON.stringify([command.name, command.missing.toSorted()]);
    case 'does-not-conform':
      return JSON.stringify(command.grounds.map(canonical).toSorted());
  }
}

function canonical({ ground, fields, documents }: GroundFound): string {
  return JSON.stringify([ground, fields.toSorted(), documents.toSorted()]);
}

/** The person behind an officer's act. */
export function personOf({ actor }: Act): string | null {
  return 'person' in actor ? actor.person : null;
}
