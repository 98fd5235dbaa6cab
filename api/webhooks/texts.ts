import type { FailureReason } from '../../delivery/sending.ts';
import type { Language, Text } from '../../regulation/text.ts';
import { textIn } from '../../regulation/text.ts';

/** Why a delivery did not arrive, or a webhook is called no more. */
export const deliveryTexts = {
  status: {
    kk: 'Жауап 2xx емес',
    ru: 'Ответ не 2xx',
    en: 'The answer was not 2xx',
  },
  redirected: {
    kk: 'Жауап басқа мекенжайға бағыттады: қайта бағыттау орындалмайды',
    ru: 'Ответ направил на другой адрес: переадресация не выполняется',
    en: 'The answer pointed elsewhere: redirects are not followed',
  },
  'timed-out': {
    kk: 'Уақытында жауап болмады',
    ru: 'Ответа вовремя не было',
    en: 'There was no answer in time',
  },
  'connection-failed': {
    kk: 'Байланыс орнамады немесе үзілді',
    ru: 'Соединение не установилось или оборвалось',
    en: 'The connection was refused or broke off',
  },
  'tls-failed': {
    kk: 'Сертификат немесе TLS қабылданбады',
    ru: 'Сертификат или TLS не приняты',
    en: 'The certificate or TLS was not accepted',
  },
  'host-unknown': {
    kk: 'Атаудың мекенжайы жоқ',
    ru: 'У имени нет адреса',
    en: 'The name has no address',
  },
  'address-refused': {
    kk: 'Мекенжай жария интернетке жатпайды',
    ru: 'Адрес не принадлежит публичному интернету',
    en: 'The address does not belong to the public internet',
  },
  'answer-malformed': {
    kk: 'Жауап HTTP емес',
    ru: 'Ответ — не HTTP',
    en: 'The answer was not HTTP',
  },
  'secret-unreadable': {
    kk: 'Біздің тарапта қол қою мүмкін болмады',
    ru: 'На нашей стороне не удалось подписать',
    en: 'It could not be signed on our side',
  },
  gone: {
    kk: 'Жазылушы 410 деп жауап берді: енді шақырылмайды',
    ru: 'Подписчик ответил 410: больше не вызывается',
    en: 'The subscriber answered 410: it is called no more',
  },
  'given-up': {
    kk: 'Қатарынан тым көп оқиға жеткізілмеді: жеткен сынақ шақыруы вебхукты қайта қосады',
    ru: 'Слишком много событий подряд не доставлено: дошедший пробный вызов включит вебхук снова',
    en: 'Too many events in a row did not arrive: a test ping that arrives brings the webhook back',
  },
  'webhook-stopped': {
    kk: 'Вебхук тоқтағанда күтіп тұрған',
    ru: 'Ожидало, когда вебхук остановился',
    en: 'It waited when the webhook stopped',
  },
} as const satisfies Record<FailureReason | 'gone' | 'given-up' | 'webhook-stopped', Text>;

type DeliveryReason = keyof typeof deliveryTexts;

/** A reason as it is shown: a code to branch on, and words. Null for none. */
export function presentReason(code: string | null, language: Language) {
  return code !== null && isReason(code) ? { code, text: textIn(deliveryTexts[code], language) } : null;
}

function isReason(code: string): code is DeliveryReason {
  return code in deliveryTexts;
}
