import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporal } from '@temporalio/proto';

import { searchAttributes } from '../scripts/stack/search-attributes.ts';

const types = {
  Keyword: temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Datetime: temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  Bool: temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
} as const;

/** Registers the project's search attributes on a time-skipping server, which takes no flags for them. */
export async function registerSearchAttributes(env: TestWorkflowEnvironment): Promise<void> {
  const attributes = Object.entries(searchAttributes).map(([name, type]) => [name, types[type]] as const);
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(attributes),
  });
}
