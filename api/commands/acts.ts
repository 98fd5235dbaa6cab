import { appc, type Citation } from '../../regulation/citation.ts';
import { citationText, type EnglishForm } from '../../regulation/citation-text.ts';
import type { RegulationEdition, Text } from '../../regulation/edition.ts';
import { parseInstant } from '../../calendars/instant.ts';
import type { FormField } from '../../regulation/forms.ts';
import type { GroundFound } from '../../workflows/application/commands.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';

/** What a head is shown and signs: plain JSON, kept with the command that brought it, known by its digest. */
export type Act = Readonly<Record<string, unknown>>;

/** The document on the conditions of processing (annexes 3 to 5): its lines filled from the application's form. */
export function issueAct(
  state: ApplicationState,
  regulation: RegulationEdition,
  form: unknown,
  conditions: string | undefined,
): Act {
  const { annex, title, fields } = regulation.resultForms[state.subtype];
  const values = (form ?? {}) as Readonly<Record<string, unknown>>;
  const lines = fields.map((field) => ({
    no: field.no,
    id: field.id,
    caption: field.caption,
    value: (field.filledFrom === 'provider' ? regulation.provider.name : values[field.field]) ?? null,
  }));
  return { ...heading('issue', state, regulation), annex, title, lines, conditions: conditions ?? null };
}

/** The reasoned refusal (annex 2), with the appeal and the court after it: without them the appeal's term would double. */
export function refusalAct(
  state: ApplicationState,
  regulation: RegulationEdition,
  request: {
    readonly grounds: readonly string[];
    readonly reasons: string;
    readonly answerToObjections?: string;
  },
): Act {
  const { refusalForm, appeal } = regulation;
  const { body, term, way, court, law } = appeal;
  return {
    ...heading('refuse', state, regulation),
    annex: refusalForm.annex,
    title: refusalForm.title,
    grounds: request.grounds.map((id) => groundOf(id, regulation)),
    reasons: request.reasons,
    answerToObjections: request.answerToObjections ?? null,
    appeal: { body, term, way, court, ...cited(law) },
  };
}

/** What a negative finding proposes to the head: grounds with their texts and what they rest on, reasons, and the hearing. */
export function proposalAct(
  state: ApplicationState,
  regulation: RegulationEdition,
  proposed: {
    readonly finding: 'incomplete' | 'does-not-conform';
    readonly grounds: readonly GroundFound[];
    readonly reasons: string;
    readonly hearing: { readonly at: string; readonly way: string; readonly place: string } | null;
  },
): Act {
  const { finding, grounds, reasons, hearing } = proposed;
  const fields: readonly FormField[] = regulation.applicationForms[state.subtype];
  return {
    applicationId: state.id,
    applicationNumber: state.number,
    subtype: state.subtype,
    regulationEdition: regulation.id,
    finding,
    grounds: grounds.map(({ ground, fields: lines, documents }) => ({
      ...groundOf(ground, regulation),
      fields: fields
        .filter(({ id }) => lines.includes(id))
        .map(({ no, id, caption, cleanCaption }) => ({ no, id, caption: cleanCaption ?? caption })),
      documents: regulation.documentKinds
        .filter(({ id }) => documents.includes(id))
        .map(({ id, name }) => ({ id, name })),
    })),
    reasons,
    hearing: hearing && { ...hearing, at: parseInstant(hearing.at) },
  };
}

/** The act that ends the procedure after a withdrawal. It decides nothing on the merits. */
export function terminationAct(state: ApplicationState, regulation: RegulationEdition): Act {
  return { ...heading('terminate', state, regulation), ...cited([appc(64, 9), appc(70, 1, 4)], 'spelled') };
}

function heading(result: string, state: ApplicationState, regulation: RegulationEdition): Act {
  return {
    result,
    applicationId: state.id,
    applicationNumber: state.number,
    subtype: state.subtype,
    regulationEdition: regulation.id,
    provider: regulation.provider.name,
  };
}

interface Cited {
  readonly law: string;
  readonly citation: Text;
}

/** The law as acts name it: `law` in English, as ever since the first of them, `citation` in every language. */
function cited(law: Citation, english?: EnglishForm): Cited {
  const citation = citationText(law, english);
  return { law: citation.en, citation };
}

function groundOf(id: string, regulation: RegulationEdition): { id: string; text: Text } & Cited {
  const ground = regulation.refusalGrounds.find((each) => each.id === id);
  if (ground) return { id, text: ground.cleanText ?? ground.text, ...cited(ground.law) };
  const reason = regulation.incompletenessReasons.find((each) => each.code === id);
  if (reason) return { id, text: reason.text, ...cited(reason.law) };
  throw new Error(`no ground '${id}' in edition ${regulation.id}`);
}
