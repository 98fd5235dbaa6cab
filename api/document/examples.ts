import { readdirSync, readFileSync } from 'node:fs';
import type { Example } from '../http/shape.ts';

/** What an operation is asked and what it answers, as people read it in the document. */
export interface OperationExamples {
  readonly requests?: Readonly<Record<string, Example>>;
  /** By status, by name. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, Example>>>>;
}

const folder = new URL('../examples/', import.meta.url);

/** All examples of the document. */
export interface Examples {
  readonly ofOperations: Readonly<Record<string, OperationExamples>>;
  /** Of types that many operations answer with, by the name of the type. */
  readonly ofTypes: Readonly<Record<string, Example>>;
}

/** The examples in `api/examples/`: a file for each operation, and for each type that many operations answer with. */
export function readExamples(): Examples {
  const ofTypes = Object.entries(readFolder<unknown>('named/')).map(([name, value]) => [name, { value }]);
  return { ofOperations: readFolder<OperationExamples>(''), ofTypes: Object.fromEntries(ofTypes) };
}

function readFolder<Content>(name: string): Readonly<Record<string, Content>> {
  const place = new URL(name, folder);
  const files = readdirSync(place).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => {
      // Our own files, checked against the schemas of their operations by api/document/document.db.test.ts.
      const content = JSON.parse(readFileSync(new URL(file, place), 'utf8')) as Content;
      return [file.replace(/\.json$/, ''), content];
    }),
  );
}
