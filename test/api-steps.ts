import { expect } from 'vitest';
import type { ApiWorld } from './api-world.ts';

interface Versioned {
  readonly version: number;
}

/** Words for a story over HTTP: each step names its author and the path of the application. Officers name the version they see. */
export function stepsIn<Shown extends Versioned>(world: () => ApiWorld) {
  async function shownTo(who: string, path: string): Promise<Shown> {
    return (await world().call(who, 'GET', path)).json<Shown>();
  }

  async function tries(who: string, path: string, suffix: string, body: object) {
    const { version } = await shownTo('head-1', path);
    return world().call(who, 'POST', `${path}${suffix}`, {
      body,
      ...(who.startsWith('portal') ? {} : { version }),
    });
  }

  async function does(who: string, path: string, suffix: string, body: object): Promise<Shown> {
    const reply = await tries(who, path, suffix, body);
    expect([suffix, reply.statusCode, reply.statusCode === 200 ? '' : reply.body]).toEqual([suffix, 200, '']);
    return reply.json<Shown>();
  }

  /** An application whose package was found complete; gives its path. */
  async function inConformityCheck(): Promise<string> {
    const body = await world().submission();
    const submitted = await world().call('portal-1', 'POST', '/v1/applications', { body });
    const path = String(submitted.headers['location']);
    await does('head-1', path, '/executor', { executorId: 'executor-1' });
    await does('executor-1', path, '/completeness', { finding: 'complete' });
    return path;
  }

  return { shownTo, tries, does, inConformityCheck };
}
