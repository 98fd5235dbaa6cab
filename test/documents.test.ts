import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const pages = globSync(['*.md', '{docs,client}/**/*.md']).map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));

/** Whatever a pattern finds in the pages, with where it stands. */
function found(pattern: RegExp): { readonly file: string; readonly name: string }[] {
  return pages.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([, name = '']) => ({ file, name })),
  );
}

/** The anchor that a heading has on GitHub. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('every link between the documents leads to a file, and to a heading where it names one', () => {
  const links = found(/\]\(([^)\s]+)\)/g).filter(({ name }) => !/^[a-z]+:/.test(name));
  const broken = links.filter(({ file, name }) => {
    const [path = '', anchor] = name.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  });

  expect(links.length).toBeGreaterThan(30);
  expect(broken).toEqual([]);
});

test('every path that the documents name is there', () => {
  const rooms = globSync('*/').map((room) => room.replace(/\/$/, ''));
  const files = new Set(
    globSync('**/*.*', { exclude: ['node_modules', '.otinish'] }).map((file) => basename(file)),
  );
  const alone = found(/`([\w-]+\.(?:ts|mjs|sh|md))`/g);
  const named = found(/`([\w.-]+\/[\w./-]*)`/g).filter(({ name }) =>
    rooms.includes(name.split('/')[0] ?? ''),
  );

  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ name }) => !existsSync(name))).toEqual([]);
  expect(alone.filter(({ name }) => !files.has(name))).toEqual([]);
});

test('every command that the documents give is one', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
  const npm = found(/\bnpm (?:run (?:--silent )?([a-z][a-z:-]*)|(?:test|start)\b)/g).filter(
    ({ name }) => name !== '',
  );
  const otinish = found(/\bnpx otinish ([a-z-]+)/g);
  const node = found(/\bnode ((?:scripts|bin)\/\S+?\.\w+)/g);

  expect([npm.length, otinish.length, node.length].every((count) => count > 0)).toBe(true);
  expect(npm.filter(({ name }) => !(name in scripts))).toEqual([]);
  expect(otinish.filter(({ name }) => !existsSync(`bin/${name}.ts`))).toEqual([]);
  expect(node.filter(({ name }) => !existsSync(name))).toEqual([]);
});
