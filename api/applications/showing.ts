import type { Application } from '../../prisma/generated/client.ts';
import { BrokenRecord } from '../../prisma/stored-json.ts';
import { readerOf } from '../access/actors.ts';
import type { ApiDeps } from '../deps.ts';
import { readApplicants } from './applicants.ts';
import { readProposal } from './proposal.ts';
import { readReturned } from './returned.ts';
import { presentApplication, type Onlooker } from './resource.ts';

/** Applications as a list shows them: to an officer with the applicant. One that cannot be read is named apart. */
export async function showApplications(
  deps: Pick<ApiDeps, 'db' | 'broken'>,
  rows: readonly Application[],
  onlooker: Onlooker,
) {
  const show = await openShow(deps, rows, onlooker);
  const items: ReturnType<typeof show>[] = [];
  const broken: { readonly id: string; readonly number: string }[] = [];
  for (const row of rows) {
    try {
      items.push(show(row));
    } catch (error) {
      deps.broken.note(error);
      broken.push({ id: row.id, number: row.number });
    }
  }
  return { items, ...(broken.length === 0 ? {} : { broken }) };
}

/**
 * One application as its reader sees it: to an officer with the proposal that lies with the head, and with what came back to the
 * executor. Throws `BrokenRecord` when its own row is one.
 */
export async function showApplication(
  deps: Pick<ApiDeps, 'db' | 'broken'>,
  row: Application,
  onlooker: Onlooker,
) {
  const isOfficer = readerOf(onlooker.caller, row) === 'officer';
  const [show, proposal, returned] = await Promise.all([
    openShow(deps, [row], onlooker),
    isOfficer ? readProposal(deps, row).catch((error: unknown) => noted(deps, error)) : null,
    isOfficer ? readReturned(deps, row) : null,
  ]);
  const shown = show(row);
  if (proposal !== 'broken') return { ...shown, ...(isOfficer && { proposal, returned }) };
  return { ...shown, proposal: null, returned, broken: [...(shown.broken ?? []), 'proposal' as const] };
}

/** Throws what is no `BrokenRecord`. */
function noted({ broken }: Pick<ApiDeps, 'broken'>, error: unknown): 'broken' {
  if (!(error instanceof BrokenRecord)) throw error;
  broken.note(error);
  return 'broken';
}

/** What shows each of these rows. */
async function openShow(
  deps: Pick<ApiDeps, 'db' | 'broken'>,
  rows: readonly Application[],
  onlooker: Onlooker,
) {
  const examined = rows.filter((row) => readerOf(onlooker.caller, row) === 'officer');
  const applicants = await readApplicants(
    deps,
    examined.map(({ id }) => id),
  );
  return (row: Application) => {
    const applicant = applicants.get(row.id);
    return {
      ...presentApplication(row, onlooker),
      ...(applicant && { applicant }),
      ...(applicant === null && { broken: ['applicant' as const] }),
    };
  };
}
