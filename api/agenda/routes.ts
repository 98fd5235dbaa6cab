import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type, type Static } from 'typebox';
import { parseInstant } from '../../calendars/instant.ts';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { stages } from '../../regulation/statuses.ts';
import { termNames } from '../../regulation/terms.ts';
import { textIn, type Language } from '../../regulation/text.ts';
import { unitVisibleTo } from '../access/scope.ts';
import { localZone } from '../basis.ts';
import { presentAlarm, readCoverageAlarms, toldAlarmSchema } from '../calendars/alarms.ts';
import { plainDateSchema } from '../calendars/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../plugins/language.ts';
import { problemResponses } from '../problems/schemas.ts';
import { readAgenda, type AgendaEntry } from './queries.ts';
import { Instant, orNull, Uuid } from '../value-schemas.ts';

const Entry = Type.Object(
  {
    id: Uuid,
    number: Type.String(),
    stage: Type.Enum([...stages]),
    executor: orNull(Type.String(), { description: 'Staff id' }),
    sandbox: Type.Boolean({ description: 'It lives in a time of its own' }),
    term: Type.Enum([...termNames]),
    text: Type.String(),
    dueOn: plainDateSchema,
    dueAt: Type.Optional(Instant),
    opensAt: Type.Optional(Instant),
    status: Type.Enum(['open', 'missed']),
  },
  { title: 'AgendaEntry' },
);

const Agenda = Type.Object(
  {
    on: plainDateSchema,
    due: Type.Array(Entry, {
      description: 'What falls due or opens that day and is not done, in order of time',
    }),
    late: Type.Array(Entry, {
      description: "Officers' terms that have passed undone by now, the oldest first",
    }),
    alarms: Type.Array(toldAlarmSchema, {
      description: 'What the calendar will soon not be able to answer for; none when all is well',
    }),
  },
  { title: 'Agenda' },
);

/** What the day asks for. Operators see all units, a head his own. */
export const agendaRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'db' | 'calendars' | 'now'>> = (
  app,
  { db, calendars, now },
) => {
  app.get(
    '/v1/agenda',
    {
      schema: {
        operationId: 'readAgenda',
        tags: ['Operations'],
        summary: 'What falls due on a day, what is late, and whether the calendar still suffices',
        description: 'Over the open applications of a head’s unit, or of all units for operators.',
        querystring: Type.Object(
          { on: Type.Optional({ ...plainDateSchema, description: 'Today in Astana unless given' }) },
          { additionalProperties: false },
        ),
        response: { 200: Agenda, ...problemResponses(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const language = languageOf(request);
      reply.header('content-language', language);
      const at = parseInstant(now().toISOString());
      const on = query.on === undefined ? plainDateAt(localZone, at) : parsePlainDate(query.on);
      const unit = unitVisibleTo(request);
      const [{ due, late }, alarms] = await Promise.all([
        readAgenda(db, { on, unit, now: at }),
        readCoverageAlarms({ db, calendars }, { now: at, unit }),
      ]);
      const present = (entry: AgendaEntry) => presentEntry(entry, language);
      return {
        on,
        due: due.map(present),
        late: late.map(present),
        alarms: alarms.map((alarm) => presentAlarm(alarm, language)),
      };
    },
  );
  return Promise.resolve();
};

function presentEntry({ deadline, ...application }: AgendaEntry, language: Language): Static<typeof Entry> {
  const { term, edge, on, at, status } = deadline;
  return {
    ...application,
    term,
    text: textIn(currentRegulationEdition.terms[term].text, language),
    dueOn: on,
    ...(edge === 'opens' ? { opensAt: at } : { dueAt: at }),
    status: status === 'missed' ? 'missed' : 'open',
  };
}
