import type { CommandId } from './ids.ts';
import type { CommandEnvelope, OutcomeOf } from './messages.ts';
import type { ProcedureTypes } from './procedure.ts';
import { isAmendment } from './queue.ts';

/** Commands that wait for their turn, by their number in the queue. They came by an update or were read from the records. */
export class Inbox<P extends ProcedureTypes> {
  readonly #waiting = new Map<number, CommandEnvelope<P['command']>>();
  /** Amendments that were read from the queue itself. An amendment that only an update brought is not believed. */
  readonly #amendments = new Set<CommandId>();

  get size(): number {
    return this.#waiting.size;
  }

  /** The command with a number, if it is here. */
  at(seq: number): CommandEnvelope<P['command']> | undefined {
    return this.#waiting.get(seq);
  }

  /** The command with the lowest number. */
  first(): CommandEnvelope<P['command']> | undefined {
    return this.#waiting.get(Math.min(...this.#waiting.keys()));
  }

  put(envelope: CommandEnvelope<P['command']>): void {
    this.#waiting.set(envelope.seq, envelope);
  }

  /** Puts the commands that were read from the records. */
  putRead(envelopes: readonly CommandEnvelope<P['command']>[]): void {
    for (const each of envelopes) {
      this.put(each);
      if (isAmendment(each.command)) this.#amendments.add(each.id);
    }
  }

  take({ seq }: CommandEnvelope<P['command']>): void {
    this.#waiting.delete(seq);
  }

  /** Forgets what is applied already. */
  forgetUpTo(seq: number): void {
    for (const each of this.#waiting.keys()) if (each <= seq) this.#waiting.delete(each);
  }

  isBelieved({ id, command }: CommandEnvelope<P['command']>): boolean {
    return !isAmendment(command) || this.#amendments.has(id);
  }
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
