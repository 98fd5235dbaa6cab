import type { Zone } from '../zone.ts';
import { readZone } from '../zoned.ts';
import { kzZoneName } from './calendar-days.ts';
import { newestEdition } from './editions.ts';

const { firstDay, lastDay } = newestEdition().coverage;

/** Astana's clock, whatever the calendar: for telling days and hours, never for counting terms. */
export const localZone: Zone = readZone(kzZoneName, firstDay, lastDay);
