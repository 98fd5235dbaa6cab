// `npx otinish <command>`. Exit: what the command says; 2 when it was asked wrongly or could not be done.
import { masked, maskedError } from '../operations/log-masking.ts';
import { conformance } from './conformance.ts';
import { WrongUse, type CliCommand } from './command.ts';
import { officers } from './officers.ts';
import { reconcile } from './reconcile.ts';
import { verifyProof } from './verify-proof.ts';

const commands: Readonly<Record<string, CliCommand>> = {
  'verify-proof': verifyProof,
  conformance,
  officers,
  reconcile,
};

process.exitCode = await run(process.argv.slice(2));

async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const command = commands[name];
  const usage =
    command?.usage ??
    Object.values(commands)
      .map((each) => each.usage)
      .join('\n');
  if ([name, ...args].some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    if (command === undefined) throw new WrongUse(`there is no command '${name}'`);
    return await command.run(args);
  } catch (error) {
    if (error instanceof WrongUse) process.stderr.write(`otinish: ${masked(error.message)}\n\n${usage}`);
    else {
      const { type, message, stack } = maskedError(error);
      process.stderr.write(`otinish: ${type}: ${message}\n${stack}\n`);
    }
    return 2;
  }
}
