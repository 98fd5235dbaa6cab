import { Type } from 'typebox';
import { parsePersonId, parseStaffId } from '../../../workflows/case/ids.ts';
import { partiesOf } from '../../access/parties.ts';
import { personsFor } from '../../access/substitutions.ts';
import { body, Code, Text } from '../../requests/body-schemas.ts';
import { defineCommand } from '../definition.ts';
import type { CommandContext } from '../definition.ts';
import { digestOf } from '../../../proofs/digest.ts';

/** A head names the executor (Order 219, clause 5); again, with a reason, another one. */
export const appointExecutor = defineCommand({
  name: 'appoint-executor',
  summary: 'Appoint the executor, or another one with a reason',
  body: body({ executorId: Code, reason: Type.Optional(Text) }),
  translate: async ({ executorId, reason }, context) => {
    const executor = await findOfficer(executorId, context);
    if (executor === null) context.faults.add({ pointer: '/executorId', code: 'staff-unknown' });
    else if (!executor.roles.includes('executor'))
      context.faults.add({
        pointer: '/executorId',
        code: 'staff-no-executor',
        params: { held: executor.roles.join(', ') },
      });
    context.faults.settle();

    const staff = parseStaffId(executor?.id ?? '');
    const person = parsePersonId(executor?.personId ?? '');
    if (staff === null || person === null)
      throw new Error(`the staff register holds a malformed id: ${executorId}`);
    const { db, application, now } = context;
    const signatories = await personsFor(db, { unit: application.unit, deed: 'signing', now });
    const parties = await partiesOf(db, application.id, [person, ...signatories]);
    const heads = signatories.filter((head) => !parties.has(head));
    const party = parties.get(person);
    return {
      command: {
        name: 'appoint-executor',
        staff,
        person,
        heads,
        ...(party && { party }),
        ...(reason === undefined ? {} : { reason: digestOf(reason) }),
      },
    };
  },
});

function findOfficer(id: string, { db, application }: CommandContext) {
  return db.staff.findUnique({
    where: { id, unit: application.unit, active: true },
    select: { id: true, personId: true, roles: true },
  });
}
