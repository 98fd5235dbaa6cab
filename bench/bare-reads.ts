// The floor of reads, a process of its own: a Fastify route that asks PostgreSQL the very same SQL by hand and answers its
// rows as JSON. No token, no roles, no view, no actions.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';
import type { Statement } from './read-cases.ts';

const [port, databaseUrl, file] = process.argv.slice(2);
const reads = JSON.parse(readFileSync(file ?? '', 'utf8')) as readonly (readonly Statement[])[];
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const app = Fastify();

app.get<{ Params: { readonly index: string } }>('/reads/:index', async ({ params }, reply) => {
  const statements = reads[Number(params.index)];
  if (statements === undefined) return reply.code(404).send();
  let answer: unknown;
  for (const { name, text, values, one } of statements) {
    const { rows } = await pool.query({ name, text, values: [...values] });
    answer = one ? rows[0] : { items: rows };
  }
  return answer;
});

await app.listen({ host: '127.0.0.1', port: Number(port) });
