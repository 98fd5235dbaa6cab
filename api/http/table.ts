import { refusals, type RefusalCode } from '../../workflows/application/refusals.ts';
import { type RefusalGroup } from '../../workflows/case/refusals.ts';
import type { Text } from '../../regulation/text.ts';

/** What a status means to the caller, in few words; several codes share one. RFC 9457 `title`. */
export const titles = {
  'wrong-request': { kk: 'Сұрау дұрыс емес', ru: 'Неверный запрос', en: 'Invalid request' },
  'not-authenticated': {
    kk: 'Аутентификация қажет',
    ru: 'Требуется аутентификация',
    en: 'Authentication needed',
  },
  'no-right': { kk: 'Құқық жоқ', ru: 'Нет права', en: 'Not permitted' },
  'not-found': { kk: 'Табылмады', ru: 'Не найдено', en: 'Not found' },
  'wrong-method': { kk: 'Әдіске рұқсат жоқ', ru: 'Метод не разрешён', en: 'Method not allowed' },
  'wrong-kind': { kk: 'Деректердің түрі қабылданбайды', ru: 'Тип данных не принимается', en: 'Type refused' },
  'too-large': { kk: 'Көлемі тым үлкен', ru: 'Слишком большой объём', en: 'Too large' },
  conflict: { kk: 'Қазір мүмкін емес', ru: 'Сейчас невозможно', en: 'Not possible now' },
  stage: {
    kk: 'Бұл сатыда мүмкін емес',
    ru: 'Невозможно на этой стадии',
    en: 'Not possible at this stage',
  },
  gate: { kk: 'Қазір рұқсат етілмейді', ru: 'Сейчас не допускается', en: 'Not allowed at this time' },
  content: {
    kk: 'Қарау тәртібіне қайшы',
    ru: 'Противоречит порядку рассмотрения',
    en: 'Against the rules of the procedure',
  },
  person: { kk: 'Бұл тұлғаға рұқсат жоқ', ru: 'Не допускается для этого лица', en: 'Not for this person' },
  stale: { kk: 'Деректер ескірген', ru: 'Сведения устарели', en: 'Outdated view' },
  'key-reused': { kk: 'Кілт қайта қолданылған', ru: 'Ключ использован повторно', en: 'Key used again' },
  'precondition-needed': { kk: 'Шарт қажет', ru: 'Требуется условие', en: 'Precondition needed' },
  'too-slow': { kk: 'Тым баяу', ru: 'Слишком медленно', en: 'Too slow' },
  'too-often': { kk: 'Сұраулар тым көп', ru: 'Слишком много запросов', en: 'Too many requests' },
  fault: { kk: 'Ішкі қате', ru: 'Внутренняя ошибка', en: 'Internal error' },
  unavailable: { kk: 'Уақытша қолжетімсіз', ru: 'Временно недоступно', en: 'Temporarily unavailable' },
} as const satisfies Record<string, Text>;

export interface ProblemRule {
  readonly status: number;
  readonly title: keyof typeof titles;
}

const own = {
  'term-outside-calendar': { status: 400, title: 'wrong-request' },
  'request-malformed': { status: 400, title: 'wrong-request' },
  'malformed-json': { status: 400, title: 'wrong-request' },
  'body-not-utf8': { status: 400, title: 'wrong-request' },
  'json-too-deep': { status: 400, title: 'wrong-request' },
  'json-too-many-values': { status: 400, title: 'wrong-request' },
  'json-too-many-names': { status: 400, title: 'wrong-request' },
  'invalid-body': { status: 400, title: 'wrong-request' },
  'invalid-query': { status: 400, title: 'wrong-request' },
  'invalid-header': { status: 400, title: 'wrong-request' },
  'idempotency-key-missing': { status: 400, title: 'wrong-request' },
  'idempotency-key-malformed': { status: 400, title: 'wrong-request' },
  'precondition-malformed': { status: 400, title: 'wrong-request' },
  'file-missing': { status: 400, title: 'wrong-request' },
  'file-empty': { status: 400, title: 'wrong-request' },
  'file-cut': { status: 400, title: 'wrong-request' },
  'file-damaged': { status: 400, title: 'wrong-request' },
  'too-many-files': { status: 400, title: 'wrong-request' },
  'upload-unknown': { status: 400, title: 'wrong-request' },
  'staff-unknown': { status: 400, title: 'wrong-request' },
  'date-invalid': { status: 400, title: 'wrong-request' },
  'dates-reversed': { status: 400, title: 'wrong-request' },
  'day-past': { status: 400, title: 'wrong-request' },
  'day-too-far': { status: 400, title: 'wrong-request' },
  'span-too-long': { status: 400, title: 'wrong-request' },
  'instant-invalid': { status: 400, title: 'wrong-request' },
  'calendar-edition-unknown': { status: 400, title: 'wrong-request' },
  'sandbox-off': { status: 400, title: 'wrong-request' },
  unauthenticated: { status: 401, title: 'not-authenticated' },
  'forbidden-role': { status: 403, title: 'no-right' },
  'staff-not-registered': { status: 403, title: 'no-right' },
  'applicant-not-yours': { status: 403, title: 'no-right' },
  'whole-client-only': { status: 403, title: 'no-right' },
  'staff-unit-differs': { status: 403, title: 'no-right' },
  'staff-role-differs': { status: 403, title: 'no-right' },
  'substitute-cannot-delegate': { status: 403, title: 'no-right' },
  'not-found': { status: 404, title: 'not-found' },
  'method-not-allowed': { status: 405, title: 'wrong-method' },
  'request-timeout': { status: 408, title: 'too-slow' },
  'amendment-already-applied': { status: 409, title: 'conflict' },
  'amendment-already-proposed': { status: 409, title: 'conflict' },
  'amendment-stale': { status: 409, title: 'conflict' },
  'proposer-may-not-approve': { status: 409, title: 'person' },
  'changes-set-back': { status: 409, title: 'conflict' },
  'upload-already-used': { status: 409, title: 'conflict' },
  'delegation-to-oneself': { status: 409, title: 'person' },
  'enterer-may-not-confirm': { status: 409, title: 'person' },
  'no-powers-to-delegate': { status: 409, title: 'conflict' },
  'delegation-over': { status: 409, title: 'conflict' },
  'own-account': { status: 409, title: 'person' },
  'staff-is-another-person': { status: 409, title: 'conflict' },
  'webhook-limit-reached': { status: 409, title: 'conflict' },
  'unclaimed-files-limit-reached': { status: 409, title: 'conflict' },
  'webhook-stopped': { status: 409, title: 'conflict' },
  'webhook-gone': { status: 409, title: 'conflict' },
  'body-too-large': { status: 413, title: 'too-large' },
  'file-too-large': { status: 413, title: 'too-large' },
  'file-too-complex': { status: 413, title: 'too-large' },
  'address-too-long': { status: 414, title: 'too-large' },
  'charset-refused': { status: 415, title: 'wrong-kind' },
  'content-encoding-refused': { status: 415, title: 'wrong-kind' },
  'unsupported-media-type': { status: 415, title: 'wrong-kind' },
  'file-type-refused': { status: 415, title: 'wrong-kind' },
  'file-protected': { status: 415, title: 'wrong-kind' },
  'file-active-content': { status: 415, title: 'wrong-kind' },
  'expectation-refused': { status: 417, title: 'wrong-request' },
  'idempotency-key-reused': { status: 422, title: 'key-reused' },
  'precondition-required': { status: 428, title: 'precondition-needed' },
  'too-many-requests': { status: 429, title: 'too-often' },
  'too-many-refused-commands': { status: 429, title: 'too-often' },
  'headers-too-large': { status: 431, title: 'too-large' },
  internal: { status: 500, title: 'fault' },
  'record-broken': { status: 500, title: 'fault' },
  'identity-provider-away': { status: 503, title: 'unavailable' },
  'temporarily-unavailable': { status: 503, title: 'unavailable' },
} as const satisfies Record<string, ProblemRule>;

export type OwnProblemCode = keyof typeof own;
export type ProblemCode = RefusalCode | OwnProblemCode;

const statusOfGroup = {
  stage: 409,
  gate: 409,
  content: 409,
  person: 409,
  stale: 412,
} as const satisfies Record<RefusalGroup, number>;

/** A date beyond the data is bad input wherever it comes from: no later state of the application would accept it. */
const refusedInput = { 'date-outside-calendar': { status: 400, title: 'wrong-request' } } as const;

const ofRefusals = Object.fromEntries(
  Object.entries(refusals).map(([code, { group }]) => [code, { status: statusOfGroup[group], title: group }]),
) as Record<RefusalCode, ProblemRule>;

/** Every code an answer of the API may carry. The codes of refusals come from the procedure itself. */
export const problemTable: Readonly<Record<ProblemCode, ProblemRule>> = {
  ...ofRefusals,
  ...refusedInput,
  ...own,
};

/** The stable URI of a kind of problem (RFC 9457 `type`). It names, it does not resolve: `docs/errors.md` explains it. */
export function problemType(code: ProblemCode): string {
  return `urn:problem-type:otinish:${code}`;
}
