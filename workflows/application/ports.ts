import type { Instant } from '../../calendars/instant.ts';
import type { ApplicationId, NoticeId } from '../case/ids.ts';
import type * as core from '../case/ports.ts';
import type { ApplicationTypes } from './step.ts';

export type NumberedEvent = core.EventOf<ApplicationTypes>;
export type TurnRecord = core.TurnRecord<ApplicationTypes>;
export type RecordsPort = core.RecordsPort<ApplicationTypes>;

export interface CabinetPort {
  /** Posts the notice of a preliminary refusal to the applicant's personal cabinet; repeats give the first posting's time. */
  postNotice(notice: {
    readonly applicationId: ApplicationId;
    readonly noticeId: NoticeId;
  }): Promise<{ readonly postedAt: Instant }>;
}

/** All that this procedure asks of the outside world. */
export type ApplicationPorts = RecordsPort & core.CalendarPort & CabinetPort;
