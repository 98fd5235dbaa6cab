import type { CommandId } from './ids.ts';
import type { CommandEnvelope, OutcomeOf } from './messages.ts';
import type { ProcedureTypes } from './procedure.ts';
import { isAmendment } from './queue.ts';

/** A command that waits for its turn. What an update brought is no command yet: its row may say something else, or be missing. */
export interface Waiting<P extends ProcedureTypes> {
  readonly envelope: CommandEnvelope<P['command']>;
  /** Whether the queue in the records has it. */
  readonly isRead: boolean;
}

/** Commands that wait for their turn, by their number in the queue. They came by an update or were read from the records. */
export class Inbox<P extends ProcedureTypes> {
  readonly #waiting = new Map<number, Waiting<P>>();

  get size(): number {
    return this.#waiting.size;
  }

  /** The command with a number, if it is here. */
  at(seq: number): Waiting<P> | undefined {
    return this.#waiting.get(seq);
  }

  /** The command with the lowest number. */
  first(): Waiting<P> | undefined {
    return this.#waiting.get(Math.min(...this.#waiting.keys()));
  }

  /** Puts what an update brought; what was read stays. */
  put(envelope: CommandEnvelope<P['command']>): void {
    if (!this.at(envelope.seq)?.isRead) this.#waiting.set(envelope.seq, { envelope, isRead: false });
  }

  /** Puts what the records have, and gives what updates had brought in its place under other ids. */
  putRead(envelopes: readonly CommandEnvelope<P['command']>[]): readonly CommandEnvelope<P['command']>[] {
    const displaced = envelopes.flatMap(({ seq, id }) => {
      const before = this.at(seq)?.envelope;
      return before === undefined || before.id === id ? [] : [before];
    });
    for (const envelope of envelopes) this.#waiting.set(envelope.seq, { envelope, isRead: true });
    return displaced;
  }

  take({ seq }: CommandEnvelope<P['command']>): void {
    this.#waiting.delete(seq);
  }

  /** Forgets what is applied already. */
  forgetUpTo(seq: number): void {
    for (const each of this.#waiting.keys()) if (each <= seq) this.#waiting.delete(each);
  }
}

/** No update is believed about another calendar. */
export function isBelieved<P extends ProcedureTypes>({ envelope, isRead }: Waiting<P>): boolean {
  return isRead || !isAmendment(envelope.command);
}

/** Outcomes that handlers wait for, by command. */
export class Outcomes<P extends ProcedureTypes> {
  readonly #waiting = new Map<CommandId, PromiseWithResolvers<OutcomeOf<P>>>();

  /** Whether this run has decided the command or is deciding it, or a handler waits for it. */
  knows(id: CommandId): boolean {
    return this.#waiting.has(id);
  }

  of(id: CommandId): PromiseWithResolvers<OutcomeOf<P>> {
    const known = this.#waiting.get(id) ?? Promise.withResolvers<OutcomeOf<P>>();
    this.#waiting.set(id, known);
    return known;
  }

  /** Fails whoever waits for it, and forgets it. */
  fail(id: CommandId, error: Error): void {
    const { promise, reject } = this.of(id);
    promise.catch(() => undefined);
    reject(error);
    this.#waiting.delete(id);
  }
}
