import type { Text } from '../../regulation/text.ts';

/** Faults of single values of a webhook. */
export const webhookTexts = {
  'webhook-url-malformed': {
    kk: 'Вебхуктың мекенжайы https-тен басталатын толық URL болуы керек',
    ru: 'Адрес вебхука — полный URL, начинающийся с https',
    en: 'The address of a webhook is a whole URL that begins with https',
  },
  'webhook-url-not-https': {
    kk: 'Вебхук тек HTTPS арқылы шақырылады',
    ru: 'Вебхук вызывается только по HTTPS',
    en: 'A webhook is called by HTTPS only',
  },
  'webhook-url-credentials': {
    kk: 'Мекенжайда пайдаланушы аты мен құпиясөз болмауы керек: шынайылықты қолтаңба растайды',
    ru: 'В адресе не должно быть имени пользователя и пароля: подлинность подтверждает подпись',
    en: 'The address must hold no name and password: the signature shows who calls',
  },
  'webhook-url-fragment': {
    kk: 'Мекенжайда # таңбасынан кейінгі бөлік болмауы керек',
    ru: 'В адресе не должно быть части после #',
    en: 'The address must hold nothing after a #',
  },
  'webhook-url-port': {
    kk: 'Бұл порт шақырылмайды; мүмкін порттар: 443 немесе 1024-тен бастап',
    ru: 'Этот порт не вызывается; возможны: 443 или от 1024',
    en: 'This port is not called; possible: 443, or 1024 and above',
  },
  'webhook-url-inside': {
    kk: 'Мекенжай жария интернетке жатпайды',
    ru: 'Адрес не принадлежит публичному интернету',
    en: 'The address does not belong to the public internet',
  },
  'event-unknown': {
    kk: 'Мұндай оқиға жоқ',
    ru: 'Такого события нет',
    en: 'There is no such event',
  },
} as const satisfies Record<string, Text>;
