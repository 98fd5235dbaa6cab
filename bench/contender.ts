/** Runs one command and notes how long it took. */
export type Timed = <Result>(command: () => Promise<Result>) => Promise<Result>;

/** One application, made ready: its six commands, one after another, each through `timed`. Gives its workflow id. */
export type Case = (timed: Timed) => Promise<string>;

/** One way to run the procedure. */
export interface Contender {
  readonly name: string;
  /** Makes applications ready, outside the measured time. */
  prepare(count: number): Promise<readonly Case[]>;
}
