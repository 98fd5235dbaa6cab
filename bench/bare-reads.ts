// The floor of reads, a process of its own: a Fastify route that asks PostgreSQL the very same SQL by hand and answers its
// rows as JSON. No token, no roles, no view, no actions.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';
import type { Statement } from './read-cases.ts';

const [port, databaseUrl, file] = process.argv.slice(2);
const statements = JSON.parse(readFileSync(file ?? '', 'utf8')) as readonly Statement[];
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const app = Fastify();

app.get<{ Params: { readonly index: string } }>('/reads/:index', async ({ params }, reply) => {
  const statement = statements[Number(params.index)];
  if (statement === undefined) return reply.code(404).send();
  const { name, text, values, one } = statement;
  const { rows } = await pool.query({ name, text, values: [...values] });
  return one ? rows[0] : { items: rows };
});

await app.listen({ host: '127.0.0.1', port: Number(port) });
