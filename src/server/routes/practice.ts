import type { Handlers, Rooms } from '../handlers.ts';

type PracticeHandlers = Pick<
  Handlers,
  | 'practice'
  | 'offerPractice'
  | 'askPartner'
  | 'drawPractice'
  | 'pickUpPractice'
  | 'hangUpPractice'
  | 'giveSheet'
  | 'wantSwap'
  | 'leavePractice'
  | 'finishAlone'
  | 'ownPractices'
  | 'practiceRound'
  | 'openRound'
  | 'sayHard'
  | 'addFinding'
  | 'closeRound'
  | 'practiceTeam'
  | 'waivePractice'
>;

/** What people do who practise, and what their organiser sees of it. */
export function practiceHandlers({ practices: { practice, rounds } }: Rooms): PracticeHandlers {
  return {
    practice: ({ session: { actor }, params }) => practice.view(actor, params.campaign),
    offerPractice: ({ session: { actor }, params, body }) =>
      practice.offer(actor, params.campaign, body.wish),
    askPartner: ({ session: { actor }, params, body }) => practice.ask(actor, params.campaign, body),
    drawPractice: ({ session: { actor }, params, body }) => practice.draw(actor, params.campaign, body.what),
    pickUpPractice: ({ session: { actor }, params }) => practice.pickUp(actor, params.campaign),
    hangUpPractice: ({ session: { actor }, params }) => practice.hangUp(actor, params.campaign),
    giveSheet: ({ session: { actor }, params, body }) => practice.giveSheet(actor, params.campaign, body),
    wantSwap: ({ session: { actor }, params, body }) =>
      practice.wantSwap(actor, params.campaign, body.isWanted),
    leavePractice: ({ session: { actor }, params }) => practice.leave(actor, params.campaign),
    finishAlone: ({ session: { actor }, params, body }) => practice.finishAlone(actor, params.campaign, body),
    ownPractices: ({ session: { actor }, params }) => practice.own(actor, params.campaign),
    practiceRound: ({ session: { actor }, params }) => rounds.round(actor, params.campaign),
    openRound: ({ session: { actor }, params }) => rounds.open(actor, params.campaign),
    sayHard: ({ session: { actor }, params, body }) => rounds.sayHard(actor, params.campaign, body),
    addFinding: ({ session: { actor }, params, body }) => rounds.addFinding(actor, params.campaign, body),
    closeRound: ({ session: { actor }, params }) => rounds.close(actor, params.campaign),
    practiceTeam: ({ session: { actor }, params }) => practice.team(actor, params.campaign),
    async waivePractice({ session: { actor }, params, body }) {
      await practice.waive(actor, params.campaign, body);
      return {};
    },
  };
}
