import { condition } from '@temporalio/workflow';
import type { ProcedureTypes } from './procedure.ts';

/** How long the answer to a command waits for the effects of its decision, so that it usually shows what they brought. */
const patience = '3 seconds';

/** The effects that are under way, and the evidence that has come back and is not recorded yet, oldest first. */
export class Effects<P extends ProcedureTypes> {
  readonly #carryOut: (effect: P['effect']) => Promise<P['evidence']>;
  readonly #onEvidence: () => void;
  readonly #evidence: P['evidence'][] = [];
  #underWay = 0;

  constructor(carryOut: (effect: P['effect']) => Promise<P['evidence']>, onEvidence: () => void) {
    this.#carryOut = carryOut;
    this.#onEvidence = onEvidence;
  }

  /** The number of effects whose evidence is not recorded yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** The evidence that is recorded next. */
  get evidence(): P['evidence'] | undefined {
    return this.#evidence[0];
  }

  start(effect: P['effect']): void {
    this.#underWay += 1;
    void this.#run(effect);
  }

  /** The oldest evidence is recorded. */
  recorded(): void {
    this.#evidence.shift();
    this.#underWay -= 1;
  }

  /** Waits until nothing is under way, a few seconds at most. */
  async settled(): Promise<void> {
    await condition(() => this.#underWay === 0, patience, {
      summary: 'the answer waits until what the decision set going is done',
    });
  }

  async #run(effect: P['effect']): Promise<void> {
    this.#evidence.push(await this.#carryOut(effect));
    this.#onEvidence();
  }
}
