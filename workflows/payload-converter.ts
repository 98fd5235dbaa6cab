import { DefaultPayloadConverter, type ConverterHint, type Payload } from '@temporalio/common';

type Context = Parameters<DefaultPayloadConverter['fromPayload']>[1];

/**
 * Reads payloads as ever, and gives undefined for what nobody can read: a signal that somebody sends by hand would otherwise
 * stop its case for good, since the SDK reads it before any code of ours. Whoever needs a value refuses undefined.
 */
class TolerantPayloadConverter extends DefaultPayloadConverter {
  override fromPayload<T>(payload: Payload, context?: Context, hint?: ConverterHint<T>): T {
    try {
      return super.fromPayload<T>(payload, context, hint);
    } catch {
      return undefined as T;
    }
  }
}

/** The name under which the SDK looks for it. */
export const payloadConverter = new TolerantPayloadConverter();
