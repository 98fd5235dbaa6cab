import type { Adapter, AdapterPayload } from 'oidc-provider';
import { clientOf } from './clients.ts';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/**
 * Where the provider keeps sessions, codes and grants: in memory, for nothing in it must outlive the process. Access
 * tokens are JWT and are not kept at all. Clients are not kept but made by a rule.
 */
export function memoryAdapter(model: string): Adapter {
  const kept = new Map<string, Kept>();
  const alive = (entry: Kept | undefined): AdapterPayload | undefined =>
    entry !== undefined && entry.until > Date.now() ? entry.payload : undefined;
  const findWhere = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...kept.values()].map(alive).find((payload) => payload !== undefined && matches(payload));

  return {
    upsert: async (id, payload, expiresIn = Number.POSITIVE_INFINITY) => {
      for (const [key, entry] of kept) if (alive(entry) === undefined) kept.delete(key);
      kept.set(id, { payload, until: Date.now() + expiresIn * 1_000 });
    },
    find: async (id) => (model === 'Client' ? clientOf(id) : alive(kept.get(id))),
    findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
    consume: async (id) => {
      const entry = kept.get(id);
      if (entry)
        kept.set(id, { ...entry, payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1_000) } });
    },
    destroy: async (id) => {
      kept.delete(id);
    },
    revokeByGrantId: async (grantId) => {
      for (const [id, { payload }] of kept) if (payload.grantId === grantId) kept.delete(id);
    },
  };
}
