import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { parseInstant } from '../../calendars/instant.ts';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { BrokenRecord } from '../../prisma/stored-json.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { stages } from '../../regulation/statuses.ts';
import { termNames, type TermName } from '../../regulation/terms.ts';
import { textIn, type Language } from '../../regulation/text.ts';
import { alarmTexts, tellAlarm, type AlarmCode } from '../../operations/alarms.ts';
import { grantsOfRequest, unitVisibleTo } from '../access/scope.ts';
import { Applicant, BrokenParts, readApplicants, type ApplicantView } from '../applications/applicants.ts';
import { isMoment, pageAddress, readCursor, writeCursor } from '../http/list-cursor.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import { presentCalendarAlarm, readCalendarAlarms, toldCalendarAlarmSchema } from '../calendars/alarms.ts';
import { plainDateSchema } from '../../proofs/act.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { problemResponses } from '../http/schemas.ts';
import {
  countedTo,
  readAgenda,
  type AgendaApplication,
  type AgendaEntry,
  type AgendaPage,
  type AgendaPlace,
  type WaitingEntry,
} from './queries.ts';
import { readUnattended, unattendedReasons } from './unattended.ts';
import { BrokenRecords, Instant, orNull, Uuid } from '../http/value-schemas.ts';

/** More than anybody works off in a day. */
const longestPage = 500;
const usualPage = 100;
const counted = `; counted to ${countedTo}, which means so many or more`;

const ofApplication = {
  id: Uuid,
  number: Type.String(),
  applicant: Type.Optional(Applicant),
  broken: Type.Optional(BrokenParts),
  stage: Type.Enum([...stages]),
  executor: orNull(Type.String(), { description: 'Staff id' }),
  sandbox: Type.Boolean({ description: 'It lives in a time of its own' }),
  term: Type.Enum([...termNames]),
  text: Type.String(),
};

const Entry = Type.Object(
  {
    ...ofApplication,
    dueOn: plainDateSchema,
    dueAt: Type.Optional(Instant),
    opensAt: Type.Optional(Instant),
    status: Type.Enum(['open', 'missed']),
  },
  { title: 'AgendaEntry' },
);

const WaitingEntryView = Type.Object(
  {
    ...ofApplication,
    countedFrom: { ...plainDateSchema, description: 'The day of what began it' },
  },
  { title: 'WaitingAgendaEntry' },
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
      description: 'What falls due or opens that day and is not done, in order of time, a page of it',
    }),
    dueCount: Type.Integer({ description: `How many of them there are on all pages${counted}` }),
    late: Type.Array(Entry, {
      description: "Officers' terms that have passed undone by now, the oldest first, a page of them",
    }),
    lateCount: Type.Integer({ description: `How many late ones there are on all pages${counted}` }),
    next: orNull(Type.String(), {
      description: 'Address of the next page of `due` and `late`; null at the end of both',
    }),
    waitingTerms: Type.Array(WaitingEntryView, {
      description: `Terms that have begun and end beyond all days known, the first ${longestPage} by number: the next edition of the calendar counts them`,
    }),
    waitingTermsCount: Type.Integer({ description: `How many of them there are${counted}` }),
    unattended: Type.Array(UnattendedEntry, {
      description: `Open applications whose executor no longer acts on them, the first ${longestPage} by number: a head appoints another one`,
    }),
    broken: Type.Optional(BrokenRecords),
    alarms: Type.Array(toldCalendarAlarmSchema, {
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
          'Over the open applications of a head’s unit, or of all units for operators. What is due and what is late come page by page, side by side.',
        querystring: Type.Object(
          {
            on: Type.Optional({ ...plainDateSchema, description: 'Today in Astana unless given' }),
            limit: Type.Optional(
              Type.Integer({
                minimum: 1,
                maximum: longestPage,
                default: usualPage,
                description: 'How many due ones, and how many late ones, on a page',
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
      const unit = unitVisibleTo(request);
      const { limit = usualPage, cursor } = query;
      const place = cursor === undefined ? null : readPlace(cursor);
      // Further pages are of the day of the first, though midnight passes between them.
      const on = parsePlainDate(query.on ?? place?.on ?? plainDateAt(localZone, at));
      const asked = { due: place?.due ?? null, late: place?.late ?? null };
      const [{ due, late, waiting, broken }, unattended, alarms] = await Promise.all([
        readAgenda(db, { on, unit, now: at, limit, after: asked, records }),
        readUnattended(db, { unit, limit: longestPage }),
        readCalendarAlarms({ db, calendars }, { now: at, unit }).catch((error: unknown) => {
          if (!(error instanceof BrokenRecord)) throw error;
          // An edition that cannot be read is an alarm of its own.
          records.note(error);
          return [];
        }),
      ]);
      const own = grantsOfRequest(request).some(({ role }) => role === 'head')
        ? request.caller.staff
        : undefined;
      const listed = [...due.entries, ...late.entries, ...waiting.entries].filter(
        (entry) => entry.unit === own?.unit,
      );
      const applicants = await readApplicants({ db, broken: records }, [
        ...new Set(listed.map(({ id }) => id)),
      ]);
      const present = <Entry extends AgendaApplication & { readonly term: TermName }>(entry: Entry) =>
        presentApplication(entry, applicants.get(entry.id), language);
      const next = { on, due: lastOf(due) ?? asked.due, late: lastOf(late) ?? asked.late };
      return {
        on,
        due: due.entries.map((entry) => ({ ...present(entry), ...presentTerm(entry) })),
        dueCount: due.count,
        late: late.entries.map((entry) => ({ ...present(entry), ...presentTerm(entry) })),
        lateCount: late.count,
        waitingTerms: waiting.entries.map((entry) => ({ ...present(entry), countedFrom: entry.countedFrom })),
        waitingTermsCount: waiting.count,
        ...(broken.length === 0 ? {} : { broken: [...broken] }),
        next: due.more || late.more ? pageAddress(request.url, writePlace(next)) : null,
        unattended: [...unattended],
        alarms: alarms.map((alarm) => presentCalendarAlarm(alarm, language)),
        // A matter of the house, not of a unit.
        standstill:
          unit === null ? operating().map((alarm) => ({ ...alarm, text: tellAlarm(alarm, language) })) : [],
      };
    },
  );
  return Promise.resolve();
};

function presentApplication(
  { id, number, stage, executor, sandbox, term }: AgendaApplication & Pick<WaitingEntry, 'term'>,
  applicant: ApplicantView | null | undefined,
  language: Language,
) {
  const text = textIn(currentRegulationEdition.terms[term].text, language);
  const told = applicant === null ? { broken: ['applicant' as const] } : { ...(applicant && { applicant }) };
  return { id, number, ...told, stage, executor, sandbox, term, text };
}

function presentTerm({ edge, on, at, status }: AgendaEntry) {
  return {
    dueOn: on,
    ...(edge === 'opens' ? { opensAt: at.toISOString() } : { dueAt: at.toISOString() }),
    status,
  };
}

/** The places after which the next page of an agenda begins, and its day. */
interface AgendaPlaces {
  readonly on: string;
  readonly due: AgendaPlace | null;
  readonly late: AgendaPlace | null;
}

const kind = 'agenda';
const partsOfPlace = 3;

function lastOf({ entries }: AgendaPage<AgendaEntry>): AgendaPlace | null {
  const last = entries.at(-1);
  return last ? { at: last.placeAt.toISOString(), number: last.number, term: last.term } : null;
}

function writePlace({ on, due, late }: AgendaPlaces): string {
  const parts = (place: AgendaPlace | null) => (place ? [place.at, place.number, place.term] : ['', '', '']);
  return writeCursor([kind, on, ...parts(due), ...parts(late)]);
}

function readPlace(cursor: string): AgendaPlaces {
  const isPlace = ([at = '', , term]: readonly string[]) =>
    at === '' || (isMoment(at) && termNames.some((each) => each === term));
  const [, on = '', ...parts] = readCursor(
    cursor,
    ([of, day = '', ...places]) =>
      of === kind &&
      parsePlainDate(day) === day &&
      isPlace(places.slice(0, partsOfPlace)) &&
      isPlace(places.slice(partsOfPlace)),
  );
  const place = ([at = '', number = '', term = '']: readonly string[]) =>
    at === '' ? null : { at, number, term };
  return { on, due: place(parts.slice(0, partsOfPlace)), late: place(parts.slice(partsOfPlace)) };
}
