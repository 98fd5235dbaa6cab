// Every runner imports this first: a Node that is too old says so in one sentence, instead of failing at some syntax.
import { readFileSync } from 'node:fs';

/** The Node that the project is written for; `node_modules/.bin/node` is one. */
export const projectNode = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).engines.node.replace(/^>=/, '');

/** The Node that is enough to set the project up, which brings its own. */
export const setupNode = '20.0.0';

/** What to say of a Node that is older than `oldest`; null for one that will do. */
export function oldNode(version, oldest) {
  const asked = oldest.split('.').map(Number);
  const given = version.split('.').map(Number);
  const differing = asked.findIndex((part, at) => part !== given[at]);
  if (differing === -1 || given[differing] > asked[differing]) return null;
  return oldest === setupNode
    ? `Node ${version} is too old: install Node ${setupNode} or later.`
    : `Node ${version} is too old for this: use the project's own Node, by "npm run" or node_modules/.bin/node.`;
}

/** Ends the process with one sentence when its Node is older than `oldest`. */
export function refuseOldNode(oldest) {
  const sentence = oldNode(process.versions.node, oldest);
  if (sentence === null) return;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
