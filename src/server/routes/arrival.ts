import { writeCalendar } from '../../core/calendar/write-calendar.ts';
import { createTexts } from '../../texts/texts.ts';
import type { Handlers, Rooms } from '../handlers.ts';
import { presentMe } from '../present-me.ts';

type ArrivalHandlers = Pick<Handlers, 'givePledge' | 'plannedShifts' | 'putDown' | 'takeOff' | 'calendar'>;

/** On the way to a shift: what is promised, and for when one puts oneself down. */
export function arrivalHandlers(rooms: Rooms): ArrivalHandlers {
  const { workplace, plannedShifts, about } = rooms;
  const texts = createTexts(about.locale);
  return {
    async givePledge({ session, params, body }) {
      await workplace.givePledge(session.actor, params.campaign, body.version);
      return presentMe(rooms, session.actor);
    },
    async plannedShifts({ session, params }) {
      return { shifts: await plannedShifts.all(session.actor, params.campaign) };
    },
    async putDown({ session, params, body }) {
      return { shifts: await plannedShifts.putDown(session.actor, params.campaign, body.shift) };
    },
    async takeOff({ session, params, body }) {
      return { shifts: await plannedShifts.takeOff(session.actor, params.campaign, body.shift) };
    },
    async calendar({ session, params, query }) {
      const { campaign, shifts } = await plannedShifts.mine(
        session.actor,
        params.campaign,
        query.shift ?? null,
      );
      const { title, unit } = campaign.campaign;
      return writeCalendar(
        shifts.map((it) => ({
          uid: `${it.id}.${campaign.id}@heisser-draht`,
          stampAt: it.takenAt,
          ...{ fromAt: it.fromAt, untilAt: it.untilAt },
          summary: it.title ?? texts.say('calendar.shift', { unit }),
          description: texts.say('calendar.shift.about', { campaign: title, unit }),
        })),
      );
    },
  };
}
