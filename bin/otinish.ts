// `npx otinish <command>`. Exit: what the command says; 2 when it was asked wrongly or could not be done.
import { masked, maskedError } from '../operations/log-masking.ts';
import { WrongUse, type CliCommand } from './command.ts';

// Each is loaded when it is asked for: the image of the service carries those that look at its own stores and files alone.
const commands: Readonly<Record<string, () => Promise<CliCommand>>> = {
  'verify-proof': async () => (await import('./verify-proof.ts')).verifyProof,
  conformance: async () => (await import('./conformance.ts')).conformance,
  officers: async () => (await import('./officers.ts')).officers,
  reconcile: async () => (await import('./reconcile.ts')).reconcile,
};

process.exitCode = await run(process.argv.slice(2));

async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const command = await commands[name]?.();
  const usage = command?.usage ?? (await usageOfAll());
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

async function usageOfAll(): Promise<string> {
  const loaded = await Promise.allSettled(Object.values(commands).map((load) => load()));
  return loaded.flatMap((each) => (each.status === 'fulfilled' ? [each.value.usage] : [])).join('\n');
}
