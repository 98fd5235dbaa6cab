// The parts of an OpenAPI 3.1 document that are completed here.

export type Schema = Record<string, unknown>;

export interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

export interface Media {
  schema?: Schema;
  examples?: Record<string, Example | { readonly $ref: string }>;
}

export interface Answer {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, Media>;
}

export interface Parameter {
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly $ref?: string;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  deprecated?: boolean;
  security?: readonly unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
}

export interface OpenApi {
  info: Record<string, unknown>;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
  [further: string]: unknown;
}

/** Every operation with its place. */
export function operationsOf(document: OpenApi): readonly {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}
