import type { Application } from '../../prisma/generated/client.ts';
import type { Actor, Role } from '../../workflows/case/actor.ts';
import { portalView } from '../../workflows/application/portal-view.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import type { Caller } from './auth-caller.ts';

/**
 * As whom a caller acts in the procedure, by each role he has towards one application that he may see. A token confined to
 * one applicant sees his applications alone, and acts as his portal.
 */
export function actorsOf(caller: Caller, application: Application): readonly Actor[] {
  const actors: Actor[] = [];
  const { clientId, roles, staff, applicant } = caller;
  if (roles.includes('portal') && application.clientId === clientId)
    actors.push({ role: 'portal', client: clientId });
  if (applicant !== undefined) return actors;
  if (roles.includes('notifier')) actors.push({ role: 'notifier', client: clientId });
  if (staff === undefined) return actors;

  const { staffId, personId: person, unit, delegation, deeds } = staff;
  // Who moved to another unit left his applications there.
  if (application.unit !== unit) return actors;
  const party = staff.partyTo?.[application.id];
  const officer = { staff: staffId, person, ...(party && { party }) };
  if (roles.includes('executor') && application.executorId === staffId)
    actors.push({ role: 'executor', ...officer });
  if (roles.includes('head'))
    actors.push({
      role: 'head',
      ...officer,
      ...(delegation && { delegation }),
      ...(deeds && { deeds }),
    });
  return actors;
}

/** The actor for one role, or null when the caller does not have it towards this application. */
export function actorAs(caller: Caller, application: Application, role: Role): Actor | null {
  return actorsOf(caller, application).find((actor) => actor.role === role) ?? null;
}

/**
 * What an application looks like to a caller. `officer`: all of it, drafts, texts and refused commands included.
 * `operator`: where it stands, and nothing of what is thought of it. `portal`: what the applicant has been told.
 */
export type Reader = 'officer' | 'operator' | 'portal';

/** The facts of an application as a reader may know them. What decides about commands is never this, but all the facts. */
export function viewFor(reader: Reader, state: ApplicationState): ApplicationState {
  return reader === 'portal' ? portalView(state) : state;
}

/** As what a caller reads one application: by what he is to it, not by the roles of his token. */
export function readerOf(caller: Caller, application: Application): Reader {
  const officers = actorsOf(caller, application).filter((actor) => 'staff' in actor);
  // Whose own application it is reads of it what every applicant does.
  if (officers.some(({ party }) => party !== undefined)) return 'portal';
  if (officers.length > 0) return 'officer';
  return caller.applicant === undefined && caller.roles.includes('ops') ? 'operator' : 'portal';
}
