import type { Static } from 'typebox';
import { citationIn } from '../../regulation/citation-text.ts';
import type { Language } from '../../regulation/text.ts';
import type { WhyNot } from '../../workflows/application/outlook.ts';
import { detailOf } from '../http/answering.ts';
import type { WhyNot as WhyNotSchema } from './part-schemas.ts';

/** Why something is not possible, in one language: what the problem would say that it would be refused with. */
export function presentWhyNot(
  { code, law, params }: WhyNot,
  language: Language,
): Static<typeof WhyNotSchema> {
  return {
    code,
    law: law && citationIn(law, language, 'spelled'),
    text: detailOf(code, params, language),
  };
}
