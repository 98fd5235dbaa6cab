import { msOf, type Instant } from '../../calendars/instant.ts';
import type { Application, CabinetLetter, Upload } from '../../prisma/generated/client.ts';
import { BrokenRecord, isJsonObject, readable } from '../../prisma/stored-json.ts';
import { applicationTime } from '../../workflows/case/clock.ts';
import type { Result } from '../../workflows/application/state.ts';
import type { ApiDeps } from '../deps.ts';
import { delegationIdOf, ordersOf } from '../staff/delegations.ts';
import type { Language } from '../../regulation/text.ts';
import { letterIn, letterTitleIn } from './letters.ts';
import { applicationPath } from './links.ts';
import { readAct } from './act.ts';
import { clockOf, instantOf, regulationOf, stateOf } from './stored.ts';

/** One document of an application: a file the applicant gave, a letter to him, or the signed result; and when in its time. */
export type ApplicationDocument = { readonly at: Instant } & (
  | { readonly source: 'upload'; readonly upload: Upload }
  | { readonly source: 'letter'; readonly letter: CabinetLetter }
  | { readonly source: 'result'; readonly id: string }
);

/**
 * All documents of an application, each at its instant in the time of the application, in their order. Files and letters have records of their own: they are shown
 * also when that of the application is broken, and whether there is a result nobody knows.
 */
export async function readDocuments(
  { db }: Pick<ApiDeps, 'db'>,
  row: Application,
): Promise<{ readonly documents: readonly ApplicationDocument[]; readonly broken: BrokenRecord | null }> {
  const [uploads, letters] = await Promise.all([
    db.upload.findMany({ where: { applicationId: row.id }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    db.cabinetLetter.findMany({
      where: { applicationId: row.id },
      orderBy: [{ at: 'asc' }, { postedAt: 'asc' }, { id: 'asc' }],
    }),
  ]);
  const given = await givenAt({ db }, row, uploads);
  const result = resultOf(row);
  const documents = [
    ...uploads.map((upload) => ({ source: 'upload', at: given(upload), upload }) as const),
    ...letters.map((letter) => ({ source: 'letter', at: instantOf(letter.at), letter }) as const),
    ...(result && !(result instanceof BrokenRecord)
      ? [{ source: 'result', at: result.signedAt, id: result.draftId } as const]
      : []),
  ];
  // By their legal instants: what one outage held up was posted in one moment.
  return {
    documents: documents.toSorted((a, b) => msOf(a.at) - msOf(b.at)),
    broken: result instanceof BrokenRecord ? result : null,
  };
}

/** When files were given: with the command that named them. One that is not decided yet gives them now. */
async function givenAt(
  { db }: Pick<ApiDeps, 'db'>,
  row: Application,
  uploads: readonly Upload[],
): Promise<(upload: Upload) => Instant> {
  const commands = [...new Set(uploads.flatMap(({ commandId }) => commandId ?? []))];
  const events = await db.auditEvent.findMany({
    where: { applicationId: row.id, commandId: { in: commands } },
    select: { commandId: true, at: true },
    orderBy: { seq: 'desc' },
  });
  const known = new Map(events.map(({ commandId, at }) => [commandId, instantOf(at)]));
  return ({ commandId, createdAt }) => known.get(commandId) ?? inItsTime(row, createdAt);
}

/**
 * A moment of the world in the time of the application. Where a manual clock stood then is known to the caller alone: without that it
 * is where it stands. Of a clock whose record is broken only the time of the world is left.
 */
function inItsTime(row: Application, moment: Date, stoodAt?: Instant): Instant {
  try {
    const clock = clockOf(row);
    if (clock.kind === 'standing') return stoodAt ?? clock.at;
    return applicationTime(clock, instantOf(moment));
  } catch (error) {
    if (error instanceof BrokenRecord) return instantOf(moment);
    throw error;
  }
}

/** When a letter was posted: at once, by a manual clock. */
function postedAt(row: Application, letter: Pick<CabinetLetter, 'at' | 'postedAt'>): string {
  return inItsTime(row, letter.postedAt, instantOf(letter.at));
}

function resultOf(row: Application): Result | BrokenRecord | null {
  try {
    return stateOf(row).result;
  } catch (error) {
    if (error instanceof BrokenRecord) return error;
    throw error;
  }
}

/** The id by which a document is asked for. */
export function documentIdOf(document: ApplicationDocument): string {
  switch (document.source) {
    case 'upload':
      return document.upload.id;
    case 'letter':
      return document.letter.id;
    case 'result':
      return document.id;
  }
}

/** A document as the list shows it, a letter with its title in the language. */
export function presentDocument(row: Application, document: ApplicationDocument, language: Language) {
  const { id: applicationId, number } = row;
  const { at } = document;
  const id = documentIdOf(document);
  const href = `${applicationPath(applicationId)}/documents/${id}`;
  switch (document.source) {
    case 'upload': {
      const { documentKind, fileName, mediaType, sizeBytes, sha256 } = document.upload;
      return { id, source: 'upload', kind: documentKind, fileName, mediaType, sizeBytes, sha256, at, href };
    }
    case 'letter': {
      const { kind } = document.letter;
      return {
        id,
        source: 'letter',
        kind,
        title: letterTitleIn(kind, number, language),
        mediaType: 'application/json',
        at,
        postedAt: postedAt(row, document.letter),
        href,
      };
    }
    case 'result':
      return {
        id,
        source: 'result',
        kind: 'result',
        mediaType: 'application/json',
        at,
        href,
      };
  }
}

/**
 * What a letter says in the language, with its facts and the texts of the commands that it rests on. Throws `BrokenRecord` when it
 * cannot be told whole: a letter with gaps would be another one.
 */
export async function readLetter(
  { db }: Pick<ApiDeps, 'db'>,
  row: Application,
  letter: CabinetLetter,
  language: Language,
) {
  const { id, kind, at } = letter;
  const { data } = letter;
  if (!isJsonObject(data)) throw new BrokenRecord({ table: 'letters', id }, 'its data is not what we write');
  const sources = [data['findingCommandId'], data['noticeId']].filter((each) => typeof each === 'string');
  const commands = await db.command.findMany({ where: { id: { in: sources } }, orderBy: { seq: 'asc' } });
  const texts = commands.map(({ id: command, body }) => {
    if (!isJsonObject(body)) throw new BrokenRecord({ table: 'commands', id: command }, 'its body is lost');
    return body as { readonly reasons?: string; readonly hearing?: object };
  });
  return {
    id,
    kind,
    ...readable({ table: 'letters', id }, () => letterIn(letter, row.number, regulationOf(row), language)),
    at: at.toISOString(),
    postedAt: postedAt(row, letter),
    data,
    ...(sources.length === 0
      ? {}
      : {
          reasons: texts.find(({ reasons }) => reasons !== undefined)?.reasons ?? null,
          // The plan of the approval, when it changed the proposed one.
          hearing: texts.findLast(({ hearing }) => hearing !== undefined)?.hearing ?? null,
          substitution: await substitutionOf(
            db,
            commands.find(({ id: each }) => each === data['noticeId'])?.actor,
          ),
        }),
  };
}

/** The signed result: the act that was shown to the head, and how it was signed. */
export async function readResult(deps: Pick<ApiDeps, 'db'>, row: Application) {
  const { result, number } = stateOf(row);
  if (result === null) return null;
  const { act } = await readAct(deps, result.draftId);
  const { kind, draftId, sha256, signedAt, late } = result;
  const signing = await deps.db.auditEvent.findFirst({
    where: { applicationId: row.id, type: kind },
    select: { actor: true },
  });
  return {
    id: draftId,
    kind,
    applicationNumber: number,
    signedAt,
    late,
    sha256,
    substitution: await substitutionOf(deps.db, signing?.actor),
    content: act,
  };
}

/** In whose place and by which order an act was signed, or null when it was signed by who holds the post. */
async function substitutionOf(db: ApiDeps['db'], actor: unknown) {
  const id = delegationIdOf(actor);
  const order = id === null ? undefined : (await ordersOf(db, [id])).get(id);
  return order === undefined ? null : { post: order.post, act: order.act };
}
