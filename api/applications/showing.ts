import type { Application } from '../../prisma/generated/client.ts';
import { readerOf } from '../access/actors.ts';
import type { ApiDeps } from '../deps.ts';
import { readApplicants } from './applicants.ts';
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

/** One application as its reader sees it. */
export async function showApplication(deps: Pick<ApiDeps, 'db'>, row: Application, onlooker: Onlooker) {
  const [shown] = await showApplications(deps, [row], onlooker);
  if (shown === undefined) throw new Error('an application that was given is shown');
  return shown;
}
