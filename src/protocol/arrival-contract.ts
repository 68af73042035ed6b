// What a volunteer asks for on the way to the first call: the pledge, and the times at which callers are wanted.
import { z } from 'zod';
import type { Route } from './contract.ts';
import { meView } from './views.ts';

const moment = z.number();
const params = z.object({ campaign: z.string().max(80) });
/** `2012-03-13-1600` */
const shift = z.string().max(20);

export const plannedShiftView = z.object({
  id: z.string(),
  title: z.string().nullable(),
  fromAt: moment,
  untilAt: moment,
  /** Null: as many as come. */
  places: z.number().nullable(),
  /** How many have put themselves down; who, nobody is told. */
  taken: z.number(),
  isMine: z.boolean(),
  /** False: no call can be made in it, one comes to practise. */
  hasCalls: z.boolean(),
});

const plannedShifts = z.object({ shifts: z.array(plannedShiftView) });

export const arrivalContract = {
  /** Promises what the campaign asks for; `version` of the words that were shown. */
  givePledge: {
    method: 'POST',
    path: '/api/campaigns/:campaign/pledge',
    policy: 'join-shift',
    params,
    body: z.object({ version: z.number().int() }),
    answer: meView,
  },
  /** Those that are not over, the earliest first. */
  plannedShifts: {
    method: 'GET',
    path: '/api/campaigns/:campaign/planned-shifts',
    policy: 'join-shift',
    params,
    answer: plannedShifts,
  },
  putDown: {
    method: 'POST',
    path: '/api/campaigns/:campaign/planned-shifts/put-down',
    policy: 'join-shift',
    params,
    body: z.object({ shift }),
    answer: plannedShifts,
  },
  takeOff: {
    method: 'POST',
    path: '/api/campaigns/:campaign/planned-shifts/take-off',
    policy: 'join-shift',
    params,
    body: z.object({ shift }),
    answer: plannedShifts,
  },
  /** For a calendar: all of one's own, or the one of the query. Nothing personal is in the address or the file. */
  calendar: {
    method: 'GET',
    path: '/api/campaigns/:campaign/schichten.ics',
    policy: 'join-shift',
    params,
    query: z.object({ shift: shift.optional() }),
    answer: z.string(),
    file: 'text/calendar; charset=utf-8',
  },
} as const satisfies Record<string, Route>;

export type PlannedShiftView = z.infer<typeof plannedShiftView>;
