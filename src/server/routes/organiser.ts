import type { ShiftId } from '../../core/ids.ts';
import type { Handlers, Rooms } from '../handlers.ts';

type OrganiserHandlers = Pick<
  Handlers,
  | 'board'
  | 'callerFigures'
  | 'missing'
  | 'freePromises'
  | 'resumeTrunk'
  | 'helpDone'
  | 'invite'
  | 'closingReport'
  | 'choosePacing'
  | 'allowLookAhead'
>;

/** What an organiser sees and does while a campaign runs. */
export function organiserHandlers({ workplace, invitations }: Rooms): OrganiserHandlers {
  return {
    board: ({ session, params }) => workplace.board(session.actor, params.campaign),
    async callerFigures({ session, params }) {
      return { callers: [...(await workplace.callerFigures(session.actor, params.campaign))] };
    },
    missing: ({ session, params, query }) => workplace.missing(session.actor, params.campaign, query.reason),
    async freePromises({ session, params }) {
      return { freed: await workplace.freePromises(session.actor, params.campaign) };
    },
    async resumeTrunk({ session, params }) {
      await workplace.resumeTrunk(session.actor, params.campaign);
      return {};
    },
    async helpDone({ session, params, body }) {
      // The contract says that it is a UUID; whose shift it is, the workplace asks.
      await workplace.helpDone(session.actor, params.campaign, body.shiftId as ShiftId);
      return {};
    },
    async choosePacing({ session, params, body }) {
      await workplace.choosePacing(session.actor, params.campaign, body.mode);
      return {};
    },
    async allowLookAhead({ session, params, body }) {
      await workplace.allowLookAhead(session.actor, params.campaign, body.reason);
      return {};
    },
    async invite({ session, params, body, origin }) {
      const made = await invitations.invite(session.actor, params.campaign, body.name);
      return { ...made, qr: invitations.picture(origin, made.token) };
    },
    async closingReport({ session, params }) {
      const { report, campaign } = await workplace.closingReport(session.actor, params.campaign);
      return { report: { ...report }, campaign };
    },
  };
}
