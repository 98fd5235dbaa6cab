import type { Application } from '../../prisma/generated/client.ts';
import { readerOf } from '../access/actors.ts';
import type { ApiDeps } from '../deps.ts';
import { readApplicants } from './applicants.ts';
import { readProposal } from './proposal.ts';
import { presentApplication, type Onlooker } from './resource.ts';

/** Applications as a list shows them: to an officer with the applicant. */
export async function showApplications(
  deps: Pick<ApiDeps, 'db'>,
  rows: readonly Application[],
  onlooker: Onlooker,
) {
  const examined = rows.filter((row) => readerOf(onlooker.caller, row) === 'officer');
  const applicants = await readApplicants(
    deps,
    examined.map(({ id }) => id),
  );
  return rows.map((row) => {
    const applicant = applicants.get(row.id);
    return { ...presentApplication(row, onlooker), ...(applicant && { applicant }) };
  });
}

/** One application as its reader sees it: to an officer with the proposal that lies with the head. */
export async function showApplication(deps: Pick<ApiDeps, 'db'>, row: Application, onlooker: Onlooker) {
  const isOfficer = readerOf(onlooker.caller, row) === 'officer';
  const [[shown], proposal] = await Promise.all([
    showApplications(deps, [row], onlooker),
    isOfficer ? readProposal(deps, row) : null,
  ]);
  if (shown === undefined) throw new Error('an application that was given is shown');
  return { ...shown, ...(isOfficer && { proposal }) };
}
