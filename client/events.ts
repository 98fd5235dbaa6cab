/** Something happened to an application: a CloudEvent 1.0. It says that and where to look, never what people wrote. */
export interface ApplicationEvent {
  readonly specversion: '1.0';
  /** The same for every delivery of the same event. */
  readonly id: string;
  readonly source: string;
  /** `kz.otinish.application.<fact>.v1` */
  readonly type: string;
  /** The application's id. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema?: string;
  /** Of this application, from "1", without gaps. */
  readonly sequence: string;
  readonly sandbox?: boolean;
  readonly data: {
    readonly applicationId: string;
    readonly number?: string;
    readonly version: number;
    readonly stage: string;
    readonly links?: Readonly<Record<string, string>>;
  };
}

const pingType = 'kz.otinish.webhook.ping.v1';
const typePattern = /^kz\.otinish\.application\.([a-z-]+)\.v\d+$/;

/** What happened, as portals are told it: `notice-sent`, `issued`. */
export function factOf({ type }: Pick<ApplicationEvent, 'type'>): string {
  return typePattern.exec(type)?.[1] ?? type;
}

/** An event, or an error that says why it is none. Members it does not know pass: newer servers may send more. */
export function parseEvent(value: unknown): ApplicationEvent {
  if (!isEvent(value)) throw new Error('not an event of an application (CloudEvents 1.0)');
  return value;
}

/** Whether a webhook was only tried. */
export function isPing(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === pingType;
}

function isEvent(value: unknown): value is ApplicationEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { specversion, id, type, subject, sequence, data } = value as Partial<
    Record<keyof ApplicationEvent, unknown>
  >;
  const strings = [id, subject, sequence].every((each) => typeof each === 'string');
  return (
    specversion === '1.0' &&
    strings &&
    typeof type === 'string' &&
    typePattern.test(type) &&
    data instanceof Object
  );
}
