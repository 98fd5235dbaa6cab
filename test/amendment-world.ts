import { createReplanning } from '../activities/replanning.ts';
import { createRelay } from '../api/commands/relay.ts';
import type { AmendmentProposal } from '../calendars/amendment-proposal.ts';
import type { ApiWorld, CallOptions } from './api-world.ts';

/** A transfer as an editor enters it: days that become worked (true) or days off (false). */
export function proposalOf(
  days: Readonly<Record<string, boolean>>,
  overrides: Partial<AmendmentProposal> = {},
): AmendmentProposal {
  return {
    act: {
      name: 'Приказ о переносе выходных дней',
      number: '401',
      date: '2026-11-20',
      link: 'https://adilet.zan.kz/rus/docs/V2600000401',
    },
    days: Object.entries(days).map(([date, working]) => ({ date, working })),
    ...overrides,
  };
}

/** What calendar editors do, and what the re-planning then does, on the API of a test. */
export function amendmentsOf(world: ApiWorld) {
  const path = '/v1/calendars/kz/amendments';
  const relay = () => {
    const { app, db, calendars, gateway, confirmations, broken } = world;
    return createRelay({
      db,
      calendars,
      workflows: gateway,
      confirmations,
      now: () => new Date(),
      log: app.log,
      broken,
    });
  };
  const replanning = createReplanning({ db: world.db, calendars: world.calendars });
  return {
    preview: (proposal: AmendmentProposal, query = '', options: CallOptions = {}) =>
      world.call('calendar-editor-1', 'POST', `${path}/preview${query}`, { body: proposal, ...options }),
    propose: (proposal: AmendmentProposal, hash: string, options: CallOptions = {}) =>
      world.call('calendar-editor-1', 'POST', path, { body: { proposal, hash }, ...options }),
    approve: (edition: string, hash: string, who = 'calendar-editor-2') =>
      world.call(who, 'POST', `${path}/${edition}/approval`, { body: { hash } }),
    read: (edition: string) => world.call('ops-1', 'GET', `${path}/${edition}`),
    /** Looks at a proposal and proposes it; gives the edition and the hash. */
    async proposed(proposal: AmendmentProposal) {
      const { hash } = (await this.preview(proposal)).json<{ hash: string }>();
      const { edition } = (await this.propose(proposal, hash)).json<{ edition: string }>();
      return { edition, hash };
    },
    /** Commits one page of the re-planning, as its workflow does. */
    commitPage: (edition: string, limit = 100) => replanning.commitPage({ edition, after: null, limit }),
    /** Brings every open application to an edition; the relay hands the lines over instead of signals. */
    async replan(edition: string): Promise<void> {
      while ((await replanning.commitPage({ edition, after: null, limit: 100 })).applications.length > 0);
      await this.handOver();
      if ((await replanning.countRemaining(edition)) === 0) await replanning.finishAmendment(edition);
    },
    /** A round of the relay, as if half a minute had passed: younger commands belong to who brought them. */
    async handOver(): Promise<void> {
      await world.db
        .$executeRaw`UPDATE commands SET received_at = received_at - interval '30 seconds' WHERE decided_at IS NULL`;
      await relay().round();
    },
  };
}
