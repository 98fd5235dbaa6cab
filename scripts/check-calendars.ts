// Prints what each edition moved and the working days of each year; exits 1 when the rules and the golden data disagree.
import './setup/require-node.mjs';
import { openCalendar } from '../calendars/calendar.ts';
import { dayIn } from '../calendars/edition.ts';
import { calendarDaysOf } from '../calendars/kz/calendar-days.ts';
import { kzEditions, newestEdition } from '../calendars/kz/editions.ts';
import { goldenDays } from '../calendars/kz/golden.ts';
import { addDays, parsePlainDate, weekdayOf } from '../calendars/plain-date.ts';
import { countWorkingDays, isWorkingDay } from '../calendars/working-days.ts';

for (const [index, edition] of kzEditions.entries()) {
  console.log(
    `${edition.id}  ${edition.act.name.en}${edition.act.number ? ` No. ${edition.act.number}` : ''}`,
  );
  const before = kzEditions[index - 1];
  if (before === undefined) continue;
  for (const { date, working, reason } of edition.changes) {
    if (dayIn(before, date).working !== working) {
      console.log(`  ${date} ${working ? 'worked' : 'off   '}  ${reason.en}`);
    }
  }
}

const calendar = openCalendar(calendarDaysOf(newestEdition()));
const golden = goldenDays();
let differences = 0;
for (let year = 2016; year <= 2027; year += 1) {
  const first = parsePlainDate(`${year}-01-01`);
  const last = parsePlainDate(`${year}-12-31`);
  const workingDays = countWorkingDays(calendar, first, last) + Number(isWorkingDay(calendar, first));
  console.log(
    `${year}: ${workingDays} working days${last > calendar.days.officialUntil ? ' (projected)' : ''}`,
  );
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const expected = golden.get(date) ?? weekdayOf(date) <= 5;
    if (isWorkingDay(calendar, date) === expected) continue;
    differences += 1;
    console.error(`  ${date}: golden data says ${expected ? 'worked' : 'off'}, the rules say otherwise`);
  }
}
if (differences > 0) process.exitCode = 1;
