/** As much of an OpenAPI document as is changed here. */
export type ApiDocument = {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly parameters?: Readonly<Record<string, Parameter>> };
};

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses?: Readonly<Record<string, unknown>>;
}

interface Parameter {
  readonly in?: string;
  readonly name?: string;
  readonly required?: boolean;
}

/**
 * The document as callers of the client see the API, which is what is generated: addresses from the root of the
 * deployment, no 202 (it is followed to its outcome), and no idempotency key demanded (a command gets one).
 */
export function asCalled<Document extends ApiDocument>(document: Document): Document {
  const prefix = (document.servers?.[0]?.url ?? '').replace(/\/$/, '');
  const { components = {} } = document;
  return {
    ...document,
    paths: Object.fromEntries(
      Object.entries(document.paths).map(([path, operations]) => [
        `${prefix}${path}`,
        mapValues(operations, withoutDuties),
      ]),
    ),
    components: { ...components, parameters: mapValues(components.parameters ?? {}, withoutDemand) },
  };
}

function withoutDuties({ parameters, responses = {}, ...operation }: Operation): Operation {
  const { 202: _pending, ...settled } = responses;
  const answered = 200 in settled || 201 in settled;
  return {
    ...operation,
    ...(parameters && { parameters: parameters.map(withoutDemand) }),
    responses: answered ? settled : responses,
  };
}

function withoutDemand(parameter: Parameter): Parameter {
  return parameter.in === 'header' ? { ...parameter, required: false } : parameter;
}

function mapValues<Value, Result>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
