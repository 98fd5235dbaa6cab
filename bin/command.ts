import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One command of `otinish`. */
export interface CliCommand {
  readonly usage: string;
  /** Does the work and gives the exit code. Throws `WrongUse` when it was asked wrongly. */
  run(args: readonly string[]): Promise<number>;
}

/** The person at the keyboard can put it right. */
export class WrongUse extends Error {}

/** The words after a command, or a `WrongUse` that names the one that is wrong. */
export function wordsOf<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
