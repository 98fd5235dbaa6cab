import type { Application } from '../../prisma/generated/client.ts';
import { readerOf } from '../access/actors.ts';
import type { ApiDeps } from '../deps.ts';
import { readApplicants } from './applicants.ts';
import { readProposal } from './proposal.ts';
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

/** One application as its reader sees it: to an officer with the proposal that lies with the head. Throws `BrokenRecord`. */
export async function showApplication(
  deps: Pick<ApiDeps, 'db' | 'broken'>,
  row: Application,
  onlooker: Onlooker,
) {
  const isOfficer = readerOf(onlooker.caller, row) === 'officer';
  const [show, proposal] = await Promise.all([
    openShow(deps, [row], onlooker),
    isOfficer ? readProposal(deps, row) : null,
  ]);
  return { ...show(row), ...(isOfficer && { proposal }) };
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
    return { ...presentApplication(row, onlooker), ...(applicant && { applicant }) };
  };
}
