import { writeSync } from 'node:fs';
import { maskedError } from './log-masking.ts';

/** Ends the process when nobody catches an error, with a masked line: Node itself would print all that the error quotes. */
export function endWhenUncaught(name: string): void {
  process.on('uncaughtException', (error) => {
    writeSync(2, `${name}: ${JSON.stringify(maskedError(error))}\n`);
    process.exit(1);
  });
}
