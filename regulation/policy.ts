import { appc, rules219, type Citation } from './citation.ts';
import type { Text } from './text.ts';

/** Switches where the law leaves a choice or contradicts itself; pinned per application. */
export interface Policy {
  readonly incompletePackage: 'hearing' | 'direct-refusal';
  readonly extension: 'off';
}

interface PolicySwitch<Value extends string> {
  readonly byDefault: Value;
  readonly reason: Text;
  readonly law: Citation;
}

/** Each switch with its default and the legal reason for it. */
export const policySwitches = {
  incompletePackage: {
    byDefault: 'hearing',
    law: [rules219({ clause: 7, part: 3 }), rules219({ clause: 6 }), appc(73)],
    reason: {
      kk: '6-тармақ толық емес топтама үшін 2 жұмыс күні ішінде тікелей бас тартуды, ал 7-тармақ сол жағдай үшін тыңдауды көздейді; ӘРПК 73-бабында толық еместік үшін ерекшелік жоқ, сондықтан тыңдау басым.',
      ru: 'Пункт 6 предусматривает прямой отказ в течение 2 рабочих дней, пункт 7 для того же случая — заслушивание; статья 73 АППК не знает исключения для неполноты, поэтому преобладает заслушивание.',
      en: 'Clause 6 refuses directly within 2 working days, clause 7 wants a hearing for the same case; APPC 73 has no exception for incompleteness, so the hearing prevails.',
    },
  },
  extension: {
    byDefault: 'off',
    law: appc(76, 3),
    reason: {
      kk: 'Министр бұйрығымен белгіленген мерзімді ӘРПК 76-бабының 3-бөлігі бойынша ұзартуға болатыны анықталмаған.',
      ru: 'Не установлено, можно ли по части 3 статьи 76 АППК продлить срок, заданный приказом министра.',
      en: 'It is unsettled whether APPC 76(3) reaches a term fixed by a ministerial order.',
    },
  },
} as const satisfies { readonly [Name in keyof Policy]: PolicySwitch<Policy[Name]> };

/** The policy of an application for which nobody decided otherwise. */
export const defaultPolicy: Policy = {
  incompletePackage: policySwitches.incompletePackage.byDefault,
  extension: policySwitches.extension.byDefault,
};
