import type { Act, EditionRecord } from '../edition.ts';
import {
  constitution2026,
  holidaysLaw5,
  holidaysLawAmendment2022,
  kurbanAit2024,
  productionCalendar,
} from './acts.ts';
import * as moves from './transfers.ts';

/** One moment at which more became known; what it changed follows from the rules known by then. */
export interface Moment {
  readonly knownOn: string;
  readonly knownOnIs?: EditionRecord['knownOnIs'];
  readonly effectiveOn: string;
  readonly officialYear: number;
  readonly act: Act;
}

/**
 * Append only: applications pin an edition by id. Decrees dated only by their year count as known when that year was
 * over, No. 5 of 2017 by the end of January, before the first day it moves.
 */
export const moments: readonly Moment[] = [
  {
    knownOn: '2016-01-01',
    knownOnIs: 'at-latest',
    effectiveOn: '2016-01-01',
    officialYear: 2016,
    act: holidaysLaw5,
  },
  { knownOn: '2016-02-15', effectiveOn: '2016-03-05', officialYear: 2016, act: moves.decree2016 },
  {
    knownOn: '2017-01-31',
    knownOnIs: 'at-latest',
    effectiveOn: '2017-03-18',
    officialYear: 2017,
    act: moves.decree2017,
  },
  {
    knownOn: '2018-01-01',
    knownOnIs: 'at-latest',
    effectiveOn: '2018-03-03',
    officialYear: 2018,
    act: moves.decree2018,
  },
  {
    knownOn: '2019-01-01',
    knownOnIs: 'at-latest',
    effectiveOn: '2019-05-04',
    officialYear: 2019,
    act: moves.decree2019,
  },
  {
    knownOn: '2020-01-01',
    knownOnIs: 'at-latest',
    effectiveOn: '2020-01-03',
    officialYear: 2020,
    act: moves.decree2020,
  },
  {
    knownOn: '2021-01-01',
    knownOnIs: 'at-latest',
    effectiveOn: '2021-07-03',
    officialYear: 2021,
    act: moves.decree2021,
  },
  { knownOn: '2021-10-06', effectiveOn: '2022-03-05', officialYear: 2022, act: moves.decree2022 },
  { knownOn: '2022-09-29', effectiveOn: '2022-10-25', officialYear: 2022, act: holidaysLawAmendment2022 },
  { knownOn: '2022-10-08', effectiveOn: '2022-10-22', officialYear: 2022, act: moves.decree2022October },
  {
    knownOn: '2023-01-01',
    knownOnIs: 'at-latest',
    effectiveOn: '2023-01-01',
    officialYear: 2023,
    act: productionCalendar(2023, 'https://www.ratel.kz/kaz/kak_otdohnut_kazahstantsy_v_2023_godu'),
  },
  { knownOn: '2023-04-28', effectiveOn: '2023-07-01', officialYear: 2023, act: moves.decree2023 },
  {
    knownOn: '2024-01-01',
    knownOnIs: 'at-latest',
    effectiveOn: '2024-01-01',
    officialYear: 2024,
    act: productionCalendar(2024, 'https://help.inbuh.kz/6801/'),
  },
  { knownOn: '2024-04-17', effectiveOn: '2024-05-04', officialYear: 2024, act: moves.order2024 },
  { knownOn: '2024-06-07', effectiveOn: '2024-06-16', officialYear: 2024, act: kurbanAit2024 },
  { knownOn: '2024-11-21', effectiveOn: '2025-01-03', officialYear: 2025, act: moves.order2025 },
  {
    knownOn: '2025-12-05',
    effectiveOn: '2026-01-01',
    officialYear: 2026,
    act: productionCalendar(2026, 'https://prg.kz/m/amp/document/33673598'),
  },
  { knownOn: '2026-03-18', effectiveOn: '2026-07-01', officialYear: 2026, act: constitution2026 },
];
