import type { Application, Otinish, Submission } from '../client/index.ts';
import { sampleSubmissions } from '../regulation/order-219/samples.ts';
import type { Subtype } from '../regulation/subtypes.ts';
import { samplePdfText } from './papers.ts';
import type { Wire } from './wire.ts';

/** Those who act for the provider, when their tokens were given. */
export interface Officers {
  readonly executor: Otinish;
  readonly head: Otinish;
  readonly notifier: Otinish;
  /** The executor in the staff register. */
  readonly executorId: string;
}

/** Where webhooks of the run are received. */
export interface Receiver {
  readonly host: string;
  readonly port: number;
  /** The address that the deployment is told; by default that of host and port. */
  readonly url: string | null;
}

/** Everything that the checks work with. */
export interface Scene {
  readonly url: string;
  readonly portal: Otinish;
  /** The same portal, without the manners of its client. */
  readonly wire: Wire;
  /** Another portal, when its token was given. */
  readonly other: Wire | null;
  readonly officers: Officers | null;
  readonly receiver: Receiver | null;
  /** The description that the deployment gives of itself. */
  readonly description: unknown;
  /** Where `/v1/changes` stood before the run; null when the deployment has none. */
  readonly changesFrom: string | null;
  /** The applications of this run, by id. */
  readonly submitted: Set<string>;
}

/** A Friday after the office closed: registration comes on Monday at nine. */
export const fridayEvening = '2026-12-04T19:10:00+05:00';

/** A file to upload, another one for each title. */
export function samplePdf(title: string): File {
  return new File([samplePdfText(title)], `${title}.pdf`, { type: 'application/pdf' });
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Mutable<Value[Key]> };

/** A valid submission on a standing clock, its files uploaded. The firms and people in it do not exist. */
export async function prepare(
  { portal }: Pick<Scene, 'portal'>,
  startsAt: string,
  subtype: Subtype = 'inward',
): Promise<Submission> {
  const sample = sampleSubmissions[subtype];
  const documents = await Promise.all(
    sample.documents.map(async ({ kind }) => {
      const { uploadId } = await portal.uploadFile({ body: { file: samplePdf(kind) } });
      return { kind, uploadId };
    }),
  );
  // A copy is ours to spoil.
  const copy = structuredClone(sample) as Mutable<typeof sample>;
  // Its codes are those of the registers: the check of samples says so.
  return { ...copy, documents, sandboxClock: { startsAt } } as Submission;
}

/** Submits a sample and remembers it as one of this run. */
export async function submit(scene: Scene, startsAt: string, subtype?: Subtype): Promise<Application> {
  const application = await scene.portal.submitApplication({ body: await prepare(scene, startsAt, subtype) });
  scene.submitted.add(application.id);
  return application;
}

/** Moves the standing clock of an application and gives it as it stands then. */
export function advance({ portal }: Pick<Scene, 'portal'>, id: string, to: string): Promise<Application> {
  return portal.advanceClock({ path: { id }, body: { to } });
}

/** An instant moved by milliseconds. */
export function shifted(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
