import { Type } from 'typebox';
import { parsePersonId, parseStaffId } from '../../../workflows/core/ids.ts';
import { body, Code, Text } from '../body-schemas.ts';
import { defineCommand } from '../definition.ts';
import type { CommandContext } from '../definition.ts';
import { digestOf } from '../digest.ts';

/** A head names the executor (Order 219, clause 5); again, with a reason, another one. */
export const appointExecutor = defineCommand({
  name: 'appoint-executor',
  path: '/executor',
  summary: 'Appoint the executor, or another one with a reason',
  body: body({ executorId: Code, reason: Type.Optional(Text) }),
  translate: async ({ executorId, reason }, context) => {
    const officers = await officersOf(context);
    const executor = officers.find(({ id, roles }) => id === executorId && roles.includes('executor'));
    if (executor === undefined) context.faults.add({ pointer: '/executorId', code: 'staff-unknown' });
    context.faults.settle();

    const staff = parseStaffId(executor?.id ?? '');
    const person = parsePersonId(executor?.personId ?? '');
    if (staff === null || person === null)
      throw new Error(`the staff register holds a malformed id: ${executorId}`);
    const heads = officers
      .filter(({ roles }) => roles.includes('head'))
      .map(({ personId }) => parsePersonId(personId))
      .filter((head) => head !== null);
    return {
      command: {
        name: 'appoint-executor',
        staff,
        person,
        heads: [...new Set(heads)],
        ...(reason === undefined ? {} : { reason: digestOf(reason) }),
      },
    };
  },
});

function officersOf({ db, application }: CommandContext) {
  return db.staff.findMany({
    where: { unit: application.unit, active: true },
    select: { id: true, personId: true, roles: true },
  });
}
