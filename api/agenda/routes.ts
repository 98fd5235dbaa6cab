import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type, type Static } from 'typebox';
import { parseInstant } from '../../calendars/instant.ts';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { BrokenRecord } from '../../prisma/stored-json.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { stages } from '../../regulation/statuses.ts';
import { termNames } from '../../regulation/terms.ts';
import { textIn, type Language } from '../../regulation/text.ts';
import { alarmTexts, tellAlarm, type AlarmCode } from '../../operations/alarms.ts';
import { grantsOfRequest, unitVisibleTo } from '../access/scope.ts';
import { Applicant, readApplicants, type ApplicantView } from '../applications/applicants.ts';
import { isMoment, pageAddress, readCursor, writeCursor } from '../list-cursor.ts';
import { localZone } from '../basis.ts';
import { presentAlarm, readCoverageAlarms, toldAlarmSchema } from '../calendars/alarms.ts';
import { plainDateSchema } from '../calendars/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../plugins/language.ts';
import { problemResponses } from '../problems/schemas.ts';
import { placeOf, readAgenda, type AgendaEntry, type AgendaPlace } from './queries.ts';
import { readUnattended, unattendedReasons } from './unattended.ts';
import { BrokenRecords, Instant, orNull, Uuid } from '../value-schemas.ts';

/** More than anybody works off in a day. */
const longestPage = 500;

const Entry = Type.Object(
  {
    id: Uuid,
    number: Type.String(),
    applicant: Type.Optional(Applicant),
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

const UnattendedEntry = Type.Object(
  {
    id: Uuid,
    number: Type.String(),
    stage: Type.Enum([...stages]),
    executor: Type.String({ description: 'Staff id' }),
    sandbox: Type.Boolean({ description: 'It lives in a time of its own' }),
    reason: Type.Enum([...unattendedReasons], {
      description:
        'The account is inactive, moved to another unit, is no executor any more, or belongs to the applicant or the representative',
    }),
  },
  { title: 'UnattendedApplication' },
);

const Agenda = Type.Object(
  {
    on: plainDateSchema,
    due: Type.Array(Entry, {
      description: 'What falls due or opens that day and is not done, in order of time',
    }),
    late: Type.Array(Entry, {
      description: "Officers' terms that have passed undone by now, the oldest first, a page of them",
    }),
    lateCount: Type.Integer({ description: 'How many late ones there are on all pages' }),
    next: orNull(Type.String(), { description: 'Address of the next page of `late`; null at its end' }),
    unattended: Type.Array(UnattendedEntry, {
      description: `Open applications whose executor no longer acts on them, the first ${longestPage} by number: a head appoints another one`,
    }),
    broken: Type.Optional(BrokenRecords),
    alarms: Type.Array(toldAlarmSchema, {
      description: 'What the calendar will soon not be able to answer for; none when all is well',
    }),
    standstill: Type.Array(
      Type.Object(
        {
          code: Type.Enum(Object.keys(alarmTexts) as AlarmCode[]),
          text: Type.String({ description: 'What is wrong, and what to do' }),
          count: Type.Integer({ minimum: 1, description: 'How many things it is about' }),
          about: Type.Array(Type.String(), { description: 'Some of them, e.g. numbers of applications' }),
        },
        { title: 'ToldAlarm' },
      ),
      { description: 'What does not go on until somebody acts; for operators, empty for heads' },
    ),
  },
  { title: 'Agenda' },
);

/** What the day asks for. Operators see all units, a head his own. */
export const agendaRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'db' | 'calendars' | 'now' | 'alarms' | 'broken'>
> = (app, { db, calendars, now, alarms: operating, broken: records }) => {
  app.get(
    '/v1/agenda',
    {
      schema: {
        operationId: 'readAgenda',
        tags: ['Operations'],
        summary: 'What falls due on a day, what is late, and whether the calendar still suffices',
        description:
          'Over the open applications of a head’s unit, or of all units for operators. What is due stands on every page, late ones come page by page.',
        querystring: Type.Object(
          {
            on: Type.Optional({ ...plainDateSchema, description: 'Today in Astana unless given' }),
            limit: Type.Optional(
              Type.Integer({
                minimum: 1,
                maximum: longestPage,
                default: longestPage,
                description: 'How many late ones on a page',
              }),
            ),
            cursor: Type.Optional(
              Type.String({ maxLength: 300, description: 'From `next` of the page before' }),
            ),
          },
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
      const { limit = longestPage, cursor } = query;
      const after = cursor === undefined ? null : readPlace(cursor);
      const [{ due, late, lateCount, moreLate, broken }, unattended, alarms] = await Promise.all([
        readAgenda(db, { on, unit, now: at, limit, after, records }),
        readUnattended(db, { unit, limit: longestPage }),
        readCoverageAlarms({ db, calendars }, { now: at, unit }).catch((error: unknown) => {
          if (!(error instanceof BrokenRecord)) throw error;
          // An edition that cannot be read is an alarm of its own.
          records.note(error);
          return [];
        }),
      ]);
      const last = late.at(-1);
      const own = grantsOfRequest(request).some(({ role }) => role === 'head')
        ? request.caller.staff
        : undefined;
      const listed = own === undefined ? [] : [...due, ...late].map(({ id }) => id);
      const applicants = await readApplicants({ db }, [...new Set(listed)], own?.unit);
      const present = (entry: AgendaEntry) => presentEntry(entry, applicants.get(entry.id), language);
      return {
        on,
        due: due.map(present),
        late: late.map(present),
        lateCount,
        ...(broken.length === 0 ? {} : { broken }),
        next: moreLate && last ? pageAddress(request.url, writePlace(placeOf(last))) : null,
        unattended: [...unattended],
        alarms: alarms.map((alarm) => presentAlarm(alarm, language)),
        // A matter of the house, not of a unit.
        standstill:
          unit === null ? operating().map((alarm) => ({ ...alarm, text: tellAlarm(alarm, language) })) : [],
      };
    },
  );
  return Promise.resolve();
};

function presentEntry(
  { deadline, ...application }: AgendaEntry,
  applicant: ApplicantView | undefined,
  language: Language,
): Static<typeof Entry> {
  const { term, edge, on, at, status } = deadline;
  return {
    ...application,
    ...(applicant && { applicant }),
    term,
    text: textIn(currentRegulationEdition.terms[term].text, language),
    dueOn: on,
    ...(edge === 'opens' ? { opensAt: at } : { dueAt: at }),
    status: status === 'missed' ? 'missed' : 'open',
  };
}

const kind = 'late';

function writePlace({ at, number, term }: AgendaPlace): string {
  return writeCursor([kind, at, number, term]);
}

function readPlace(cursor: string): AgendaPlace {
  const [, at = '', number = '', term = ''] = readCursor(
    cursor,
    ([of, moment = '', , name]) => of === kind && isMoment(moment) && termNames.some((each) => each === name),
  );
  return { at, number, term };
}
