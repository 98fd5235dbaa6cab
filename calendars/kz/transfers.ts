import type { Act } from '../edition.ts';
import { parsePlainDate, type PlainDate } from '../plain-date.ts';
import { governmentDecree, ministerOrder } from './acts.ts';

/** A rest day moved by an act under Labour Code art. 85(3): `worked` is worked, `off` is off instead. */
export interface Transfer {
  readonly worked: PlainDate;
  readonly off: PlainDate;
  readonly act: Act;
  readonly knownOn: PlainDate;
}

export const decree2016 = governmentDecree('67', '2016', { adiletId: 'P1600000067' });
export const decree2017 = governmentDecree('5', '2017', { adiletId: 'P1700000005' });
export const decree2018 = governmentDecree('864', '2017', { adiletId: 'P1700000864' });
export const decree2019 = governmentDecree('888', '2018', { adiletId: 'P1800000888' });
export const decree2020 = governmentDecree('820', '2019', { adiletId: 'P1900000820' });
export const decree2021 = governmentDecree('930', '2020', { adiletId: 'P2000000930' });
export const decree2022 = governmentDecree('713', '2021-10-06', {
  link: 'https://pm.kz/en/news/kr-ukimeti-2022-zhyly-demalys-kunderin-auystyrudy-bekitti-1195927',
});
export const decree2022October = governmentDecree('796', '2022', { adiletId: 'P2200000796' });
export const decree2023 = governmentDecree('326', '2023-04-25', { adiletId: 'P2300000326' });
export const order2024 = ministerOrder('109', '2024-04-17', 'G24G0000109');
export const order2025 = ministerOrder('436', '2024-11-21', 'G24G0000436');

export const transfers: readonly Transfer[] = [
  transfer('2016-03-05', '2016-03-07', decree2016, '2016-02-15'),
  transfer('2017-03-18', '2017-03-20', decree2017, '2017-01-31'),
  transfer('2017-07-01', '2017-07-07', decree2017, '2017-01-31'),
  transfer('2018-03-03', '2018-03-09', decree2018, '2018-01-01'),
  transfer('2018-04-28', '2018-04-30', decree2018, '2018-01-01'),
  transfer('2018-05-05', '2018-05-08', decree2018, '2018-01-01'),
  transfer('2018-08-25', '2018-08-31', decree2018, '2018-01-01'),
  transfer('2018-12-29', '2018-12-31', decree2018, '2018-01-01'),
  transfer('2019-05-04', '2019-05-10', decree2019, '2019-01-01'),
  transfer('2020-01-05', '2020-01-03', decree2020, '2020-01-01'),
  // 11 May was itself off for Victory Day on a Saturday (art. 5): the decree beats the shift.
  transfer('2020-05-11', '2020-05-08', decree2020, '2020-01-01'),
  transfer('2020-12-20', '2020-12-18', decree2020, '2020-01-01'),
  transfer('2021-07-03', '2021-07-05', decree2021, '2021-01-01'),
  transfer('2022-03-05', '2022-03-07', decree2022, '2021-10-06'),
  transfer('2022-08-27', '2022-08-29', decree2022, '2021-10-06'),
  transfer('2022-10-22', '2022-10-24', decree2022October, '2022-10-08'),
  transfer('2023-07-01', '2023-07-07', decree2023, '2023-04-28'),
  transfer('2024-05-04', '2024-05-08', order2024, '2024-04-17'),
  transfer('2025-01-05', '2025-01-03', order2025, '2024-11-21'),
];

function transfer(worked: string, off: string, act: Act, knownOn: string): Transfer {
  return { worked: parsePlainDate(worked), off: parsePlainDate(off), act, knownOn: parsePlainDate(knownOn) };
}
