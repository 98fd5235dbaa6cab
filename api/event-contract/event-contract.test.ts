import { nobodyTold } from '../../test/no-operators.ts';
import specifications from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';

import { cloudEventOf, cloudEventSchema, pingEventOf, pingEventSchema } from '../../delivery/cloud-event.ts';
import { dataSchemas } from '../../delivery/data-schemas.ts';
import { issued, heardInSilence, notified, refused, terminated } from '../../test/model/openings.ts';
import type { Story } from '../../test/model/story.ts';
import { portalFacts, toldAs } from '../../workflows/application/portal-facts.ts';
import { stageForPortal } from '../../workflows/application/portal-view.ts';
import { asyncApiDocument } from './asyncapi.ts';

const publicUrl = 'https://otinish.example';
const id = '6f0b1f6e-9d3e-4d5b-8f5c-0a3b6a1f0001';
const document = JSON.parse(JSON.stringify(asyncApiDocument(publicUrl))) as {
  components: { messages: Record<string, { name: string; payload: object }> };
};

/** The events of a story as a portal gets them. */
function eventsOf({ line }: Story) {
  return line.trail.flatMap((happened, index) => {
    const told = toldAs({ ...happened, commandId: null }, '2026-12-08');
    if (told === null) return [];
    const { id: applicationId, number, version } = line.state;
    const stage = stageForPortal(line.state);
    const row = { id, applicationId, number, sandbox: index % 2 === 0, version, stage, sequence: index + 1 };
    return [cloudEventOf({ ...row, ...told, at: new Date(happened.at) }, publicUrl, nobodyTold)];
  });
}

const overdue = refused.line.trail.length > 0 ? heardInSilence.pass('2026-12-10 00:00') : heardInSilence;
const withObjection = notified.object('2026-12-02 10:00').record('2026-12-02 12:00');
const oral = notified.askOral('2026-12-02 10:00').supply('2026-12-02 11:00');
const waived = notified.waive('2026-12-02 10:00');
const stories = [issued, refused, terminated, overdue, withObjection, oral, waived];

test('every event of real stories is what the AsyncAPI document and its own schema say, and nothing more', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const seen = new Set<string>();
  for (const event of stories.flatMap(eventsOf)) {
    const fact = portalFacts.find(
      (each) => event.dataschema === `${publicUrl}/v1/event-schemas/${each}.v1.json`,
    );
    if (fact === undefined) throw new Error(`${event.type} has no schema`);
    seen.add(fact);
    const message = document.components.messages[fact];
    expect(message?.name).toBe(event.type);
    const sent: unknown = JSON.parse(JSON.stringify(event));
    for (const [schema, value] of [
      [message?.payload ?? false, sent],
      [dataSchemas[fact], event.data],
    ] as const) {
      const valid = ajv.validate(JSON.parse(JSON.stringify(schema)) as object, value);
      expect(valid, `${event.type}: ${ajv.errorsText()}`).toBe(true);
    }
    const { properties } = cloudEventSchema(fact);
    for (const name of Object.keys(event)) expect(Object.keys(properties)).toContain(name);
    for (const name of Object.keys(event.data))
      expect(Object.keys(dataSchemas[fact].properties)).toContain(name);
  }
  expect(seen.size).toBeGreaterThan(15);
});

test('a test ping is what its schema says', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const ping = pingEventOf({ id, webhookId: id, at: new Date('2026-12-01T10:00:00Z') }, publicUrl);

  expect(ajv.validate(JSON.parse(JSON.stringify(pingEventSchema)) as object, ping), ajv.errorsText()).toBe(
    true,
  );
});

test('the document is AsyncAPI 3, with a message for every fact', () => {
  const specification: object = specifications.schemasWithoutId['3.0.0'];
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const valid = ajv.validate(specification, document);

  expect(valid, ajv.errorsText()).toBe(true);
  expect(Object.keys(document.components.messages)).toEqual([...portalFacts, 'webhook-ping']);
});
