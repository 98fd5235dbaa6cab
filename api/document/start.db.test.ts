import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../../conformance/pdf-text.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

const pages = [
  ...['en', 'ru', 'kk'].map((language) => `api/document/start.${language}.md`),
  'README.md',
  'README.ru.md',
  'README.kk.md',
];
const commands = pages.flatMap((page) =>
  commandsOf(readFileSync(page, 'utf8')).map((command) => ({ page, command })),
);

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

test('the start pages show an upload and a submission, and the other pages a request too', () => {
  expect(pages.map((page) => commands.filter((each) => each.page === page).length)).toEqual([
    2, 2, 2, 1, 1, 1,
  ]);
});

test.each(commands)('what $page shows works as it stands: $command', async ({ command }) => {
  const reply = await world.app.inject(await requestOf(command));

  expect([200, 201], reply.body).toContain(reply.statusCode);
});

/** The curl commands in the blocks of a page, each on one line. */
function commandsOf(page: string): readonly string[] {
  const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    block
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line.startsWith('curl ')),
  );
}

/** The request that a shell would send, with the files and the variables that the page speaks of. */
async function requestOf(command: string): Promise<InjectOptions> {
  const told = command
    .replaceAll('$TOKEN', await world.token('portal'))
    .replaceAll('$(uuidgen)', randomUUID())
    .replaceAll('{api}', 'http://127.0.0.1:3000/v1');
  const words = [...told.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const options: Record<string, string[]> = {};
  const addresses: string[] = [];
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (['-H', '-F', '-d', '--data'].includes(word)) (options[word] ??= []).push(words[(at += 1)] ?? '');
    else if (!word.startsWith('-')) addresses.push(word);
  }
  const headers = Object.fromEntries(
    (options['-H'] ?? []).map((header) => header.split(': ') as [string, string]),
  );
  const [form, data] = [options['-F']?.[0], (options['--data'] ?? options['-d'])?.[0]];
  const url = new URL(addresses[0] ?? '').pathname;
  if (form !== undefined) return { method: 'POST', url, ...uploadOf(form, headers) };
  return { method: 'POST', url, headers, payload: await bodyOf(data ?? '') };
}

async function bodyOf(data: string): Promise<string> {
  return data === '@application.json' ? JSON.stringify(await world.submission()) : data;
}

function uploadOf(form: string, headers: Readonly<Record<string, string>>) {
  const [field = '', file = ''] = form.split('=@');
  const part = `--b\r\nContent-Disposition: form-data; name="${field}"; filename="${file}"\r\n\r\n`;
  return {
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
    payload: `${part}${pdfText()}\r\n--b--\r\n`,
  };
}
