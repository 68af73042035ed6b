// A campaign of few members and two days, in which everything happens that happens to a caller; run by the demo itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type CrashedDemo, type DemoProcess, newDemo, startDemo } from '../crash/demo-process.ts';
import { writeSmallExport } from '../crash/small-export.ts';
import type { Behaviour, SaidAnswers } from '../generate-network.ts';

const SAMPLE = join(import.meta.dirname, '../../examples/sachsen');

export const CAMPAIGN = 'sachsen-2012';
/** A person's ten seconds for taking back are so many times shorter on the wall. */
const SHIFT_SPEED = 3;

export interface RunningAction {
  readonly demo: CrashedDemo;
  readonly process: DemoProcess;
  readonly links: { readonly organiser: string; readonly caller: string };
}

/**
 * Starts the demo and waits for the links that it prints.
 *
 * @param how Who is behind the numbers, again and again in this order; what else stands on its command line.
 */
export async function startSmallAction(
  members: number,
  how: { readonly people: readonly Behaviour[]; readonly words: readonly string[] } = {
    people: behaviours,
    words: ['--callers', '2', '--shift-speed', String(SHIFT_SPEED)],
  },
): Promise<RunningAction> {
  const folder = newDemo('browser');
  const file = (name: string) => join(folder.base, name);
  const callees = writeSmallExport(file('members.csv'), members, ({ numbers }) => numbers.length === 1);
  const network = callees.map(({ numbers }, place) => [numbers[0], behaviourOf(how.people, place)]);
  writeFileSync(file('network.json'), JSON.stringify(Object.fromEntries(network)));
  writeFileSync(file('campaign.yaml'), twoDays(readFileSync(join(SAMPLE, 'kampagne.yaml'), 'utf8')));
  const words = [
    ...['--network', file('network.json'), '--campaign', file('campaign.yaml'), '--port', '0'],
    ...how.words,
  ];
  const demo = { ...folder, members: file('members.csv'), words };
  const process = startDemo(demo);
  for (;;) {
    const [organiser, caller] = process.text().match(/http:\S+\/beitreten#\S+/g) ?? [];
    if (organiser !== undefined && caller !== undefined)
      return { demo, process, links: { organiser, caller } };
    if (process.hasEnded()) throw new Error(`the demo ended:\n${process.text()}`);
    await pause(20);
  }
}

/** Friday and Saturday: a callback can be promised for another day, and the end is near. */
function twoDays(yaml: string): string {
  const changed = yaml
    .replace('from: 2012-03-13', 'from: 2012-03-16')
    // Shifts of the days that are left out.
    .replaceAll(/^ {2}- \{ day: 2012-03-1[345].*\n/gm, '')
    .replace('ring: 35s', 'ring: 20s');
  if (changed === yaml) throw new Error('the sample campaign has changed');
  return changed;
}

const neutral: SaidAnswers = {
  ...{ integration: 'not-connected', reception: 'neutral', wantsNewsletter: false },
  ...{ wantsLocalContact: true, accepts: [] },
};
const pleased: SaidAnswers = {
  ...{ integration: 'wants-information', reception: 'pleased', wantsNewsletter: true },
  ...{ wantsLocalContact: false, accepts: ['landesparteitag'] },
};
const disturbed: SaidAnswers = {
  ...{ integration: 'no-interest', reception: 'disturbed', wantsNewsletter: false },
  ...{ wantsLocalContact: false, accepts: [] },
};

/** Talks last longer than a test needs for one, so that it is the caller who ends them. */
const person = (answers: SaidAnswers, asksToCallBack?: 'in-two-hours' | 'tomorrow-evening'): Behaviour => ({
  ...{ behaviour: 'person', attempt: 1, before: 'no-answer', ringSeconds: 8, talkSeconds: 240, answers },
  ...(asksToCallBack === undefined ? {} : { asksToCallBack }),
});

const behaviours: readonly Behaviour[] = [
  person(pleased),
  person(neutral, 'tomorrow-evening'),
  { behaviour: 'voicemail' },
  person(neutral),
  { behaviour: 'busy-then-no-answer' },
  person(pleased),
  person(pleased, 'in-two-hours'),
  person(disturbed),
  { behaviour: 'no-answer' },
];

function behaviourOf(people: readonly Behaviour[], place: number): Behaviour {
  const found = people[place % people.length];
  if (found === undefined) throw new Error('no behaviours');
  return found;
}
