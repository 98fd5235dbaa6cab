// `node scripts/staff-seed.ts`: the staff register of a development or sandbox installation. May be run again.
import { readConfig } from '../config.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';

const unit = 'industry-committee';

interface SeedPerson {
  readonly id: string;
  /** Synthetic: the dates in them lie in the 1800s, so nobody has them. None is an applicant of the samples. */
  readonly iin: string;
  readonly name: string;
}

const persons: readonly SeedPerson[] = [
  { id: 'person-01', iin: '850101100012', name: 'Үлгі Айдар' },
  { id: 'person-02', iin: '900615200035', name: 'Үлгі Ботагөз' },
  { id: 'person-03', iin: '721124100074', name: 'Үлгі Ғалым' },
  { id: 'person-04', iin: '910707100010', name: 'Үлгі Дәурен' },
  { id: 'person-05', iin: '850101100304', name: 'Үлгі Ерлан' },
  { id: 'person-06', iin: '850101100316', name: 'Үлгі Жәнібек' },
  { id: 'person-07', iin: '850202100011', name: 'Үлгі Қайрат' },
  { id: 'person-08', iin: '860303100012', name: 'Үлгі Мәди' },
  { id: 'person-09', iin: '870404100013', name: 'Үлгі Нұрлан' },
  { id: 'person-10', iin: '880505100014', name: 'Үлгі Өмір' },
  { id: 'person-11', iin: '890606100015', name: 'Үлгі Рүстем' },
];

/** Account, person, post and roles. `executor-4` and `head-3` are one person: separation of duties looks at persons. */
const accounts = [
  ['head-1', 'person-01', 'Басшы / Руководитель', ['head']],
  ['head-2', 'person-02', 'Басшының орынбасары / Заместитель руководителя', ['head']],
  ['head-3', 'person-03', 'Басшының орынбасары / Заместитель руководителя', ['head']],
  ['executor-1', 'person-04', 'Бас сарапшы / Главный эксперт', ['executor']],
  ['executor-2', 'person-05', 'Сарапшы / Эксперт', ['executor']],
  ['executor-3', 'person-06', 'Сарапшы / Эксперт', ['executor']],
  ['executor-4', 'person-03', 'Сарапшы / Эксперт', ['executor']],
  ['chancellery-1', 'person-07', 'Кеңсе / Канцелярия', ['chancellery']],
  ['ops-1', 'person-08', 'Оператор / Оператор', ['ops']],
  ['admin-1', 'person-09', 'Әкімші / Администратор', ['admin']],
  ['calendar-editor-1', 'person-10', 'Күнтізбе редакторы / Редактор календаря', ['calendar-editor']],
  ['calendar-editor-2', 'person-11', 'Күнтізбе редакторы / Редактор календаря', ['calendar-editor']],
] as const;

/** The officers of the examples, as a sign-in page shows them. */
export const seededOfficers = accounts.map(([id, personId, post, roles]) => ({
  id,
  name: persons.find((person) => person.id === personId)?.name ?? '',
  post,
  roles,
  unit,
}));

/** Enters the officers of the examples. What is in the register already stays as it is. */
export async function seedStaff(db: PrismaClient): Promise<void> {
  await db.person.createMany({ data: [...persons], skipDuplicates: true });
  await db.staff.createMany({
    data: accounts.map(([id, personId, post, roles]) => ({ id, personId, post, unit, roles: [...roles] })),
    skipDuplicates: true,
  });
}

if (import.meta.main) {
  const db = openDatabase(readConfig(process.env).databaseUrl);
  await seedStaff(db);
  await db.$disconnect();
}
