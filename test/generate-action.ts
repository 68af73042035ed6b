// Draws a membership export and a fictional telephone network from a seed, and what the action must come to.
import { type Draw, drawFrom } from './draw.ts';
import {
  type Behaviour,
  drawAnswers,
  drawBehaviour,
  drawShares,
  type SaidAnswers,
} from './generate-network.ts';
import { drawPhones, type PhoneCells } from './type-numbers.ts';
import { type ExportFile, writeExport } from './write-export.ts';

/** A member as the export means it, whatever it looks like there. */
export interface GeneratedMember {
  readonly memberNumber: string;
  readonly givenName: string;
  readonly familyName: string;
  /** ISO 8601. */
  readonly birthDate: string;
  readonly postcode: string;
  readonly city: string;
  readonly branch: string;
  readonly joinedOn: string | null;
  readonly status: string;
  readonly email: string;
  readonly newsletter: boolean;
  readonly contacted: { readonly state: boolean; readonly youth: boolean; readonly branch: boolean };
  readonly isBlocked: boolean;
  readonly phones: PhoneCells;
}

/** What import, selection and the finished action must yield, in the terms of `erwartet.json`. */
export interface ActionTruth {
  readonly dataRows: number;
  readonly distinctMembers: number;
  readonly duplicateRows: number;
  readonly excludedBy: Readonly<Record<string, number>>;
  readonly selected: number;
  readonly reached: number;
  readonly outOfDate: number;
  readonly neverReached: number;
  readonly integration: Readonly<Record<string, number>>;
  readonly reception: Readonly<Record<string, number>>;
  readonly receptionByIntegration: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly newsletter: number;
  readonly localContact: number;
  readonly offers: Readonly<Record<string, number>>;
  /** The numbers of the selected, for the look into the network's journal. */
  readonly selectedMembers: readonly { readonly memberNumber: string; readonly numbers: readonly string[] }[];
}

export interface GeneratedAction extends ExportFile {
  readonly seed: string;
  readonly members: readonly GeneratedMember[];
  readonly network: Readonly<Record<string, Behaviour>>;
  readonly truth: ActionTruth;
}

/**
 * One action of the kind of the sample, all of it drawn: people, headings, delimiter, encoding, dates, order, shares.
 *
 * @param options.members How many, from and to.
 * The truth comes from what was drawn, by the words of the sample's README; none of our code has a part in it.
 */
export function generateAction(
  seed: string,
  { members: [least, most] }: { members: [number, number] },
): GeneratedAction {
  const draw = drawFrom(`action/${seed}`);
  const numbers = draw.shuffle(freeNumbers());
  const take = () => {
    const number = numbers.pop();
    if (number === undefined) throw new Error('no free number left');
    return number;
  };
  const people = Array.from({ length: draw.number(least, most) }, (_, index) =>
    drawMember(draw, index, take),
  );
  const members = people.concat(drawHouseholds(draw, people));
  const network = drawNetwork(draw, members);
  const exported = writeExport(draw, members, take);
  return { ...exported, seed, members, network, truth: truthOf(members, network, exported.dataRows) };
}

/** The ranges that the Bundesnetzagentur keeps free for films and books. */
function freeNumbers(): string[] {
  const fixed = ['+493023125', '+496990009', '+494066969', '+492214710', '+498999998'].flatMap((range) =>
    Array.from({ length: 1000 }, (_, last) => `${range}${String(last).padStart(3, '0')}`),
  );
  const mobile = ['+4917139200', '+49176040690'].flatMap((range) =>
    Array.from({ length: 100 }, (_, last) => `${range}${String(last).padStart(2, '0')}`),
  );
  return [...fixed, ...mobile];
}

const GIVEN = ['Jördis', 'Käthe', 'René', 'Inès', 'Özlem', 'Torsten', 'Mandy', 'Ayse', 'Falk', 'Søren'];
const FAMILY = [
  'Müller',
  'Groß',
  'Löbner',
  'Novák',
  'Häßler',
  'von der Au',
  'Schmidt-Öz',
  "O'Neil",
  'Null',
  'Kowalski',
];
const BRANCHES = [
  'Bautzen',
  'Chemnitz',
  'Görlitz',
  'Leipzig',
  'Meißen',
  'Sächsische Schweiz-Osterzgebirge',
  'Zwickau',
];

function drawMember(draw: Draw, index: number, take: () => string): GeneratedMember {
  const branch = draw.pick(BRANCHES);
  return {
    memberNumber: String(60_000 + index),
    givenName: draw.pick(GIVEN),
    familyName: draw.pick(FAMILY),
    birthDate: drawDay(draw, 1935, 1990),
    postcode: `0${draw.number(1067, 9661)}`,
    city: branch,
    branch,
    joinedOn: draw.chance(0.02)
      ? null
      : draw.chance(0.15)
        ? drawDay(draw, 1990, 2006)
        : drawDay(draw, 2007, 2011),
    status: draw.chance(0.9)
      ? draw.pick(['aktiv', 'aktiv', 'Aktiv'])
      : draw.pick(['ausgetreten', 'ruhend', 'gestrichen', 'verstorben', 'Fördermitglied']),
    email: draw.chance(0.6) ? `mitglied${index}@example.org` : '',
    newsletter: draw.chance(0.3),
    contacted: { state: draw.chance(0.06), youth: draw.chance(0.06), branch: draw.chance(0.08) },
    isBlocked: draw.chance(0.07),
    phones: drawPhones(draw, take),
  };
}

function drawDay(draw: Draw, fromYear: number, untilYear: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${draw.number(fromYear, untilYear)}-${two(draw.number(1, 12))}-${two(draw.number(1, 28))}`;
}

/**
 * A second member behind the only number of another one. Without a block: whether one person's block holds for the
 * other of a household is asked of the caller (DOMAIN 2.2) and not told by the network.
 */
function drawHouseholds(draw: Draw, people: readonly GeneratedMember[]): GeneratedMember[] {
  const hosts = people.filter((it) => it.phones.numbers.length === 1 && !it.isBlocked && draw.chance(0.04));
  return hosts.map((host, index) => ({
    ...host,
    memberNumber: String(90_000 + index),
    givenName: 'Zoë',
    birthDate: drawDay(draw, 1935, 1990),
    email: '',
    contacted: { state: false, youth: draw.chance(0.1), branch: false },
  }));
}

/** Every number behaves somehow, those of people who must not be called as well: a call to one would show. */
function drawNetwork(draw: Draw, members: readonly GeneratedMember[]): Record<string, Behaviour> {
  const shares = drawShares(draw);
  const network: Record<string, Behaviour> = {};
  for (const { phones } of members) {
    const said = drawAnswers(draw);
    for (const number of phones.numbers) {
      const behaviour = drawBehaviour(draw, shares, said);
      // A number that is not listed rings until it is cancelled: the same as one that is listed so.
      if (network[number] === undefined && !(behaviour.behaviour === 'no-answer' && draw.chance(0.5)))
        network[number] = behaviour;
    }
  }
  return network;
}

/** The first of these that holds leaves a member out. */
const REASONS: readonly (readonly [string, (member: GeneratedMember) => boolean])[] = [
  ['joined-unknown', (it) => it.joinedOn === null],
  ['joined-earlier', (it) => it.joinedOn !== null && it.joinedOn < '2007-01-01'],
  ['not-active', (it) => it.status.toLowerCase() !== 'aktiv'],
  ['contacted-state', (it) => it.contacted.state],
  ['contacted-youth', (it) => it.contacted.youth],
  ['contacted-branch', (it) => it.contacted.branch],
  ['no-number', (it) => it.phones.numbers.length === 0 && !it.phones.hasRefused],
  ['unusable-number', (it) => it.phones.numbers.length === 0 && it.phones.hasRefused],
  ['do-not-call', (it) => it.isBlocked],
];

function truthOf(
  members: readonly GeneratedMember[],
  network: Record<string, Behaviour>,
  dataRows: number,
): ActionTruth {
  const excluded = members.map((member) => REASONS.find(([, holds]) => holds(member))?.[0]);
  const selected = members.filter((_, index) => excluded[index] === undefined);
  const behaviours = (it: GeneratedMember) =>
    it.phones.numbers.map((number) => network[number]?.behaviour ?? 'no-answer');
  const reached = selected.filter((it) => behaviours(it).includes('person'));
  const outOfDate = selected.filter((it) => behaviours(it).every((kind) => kind === 'not-in-service'));
  const said = reached.map((it) => answersOf(it, network));
  return {
    dataRows,
    distinctMembers: members.length,
    duplicateRows: dataRows - members.length,
    excludedBy: tally(excluded.filter((it) => it !== undefined)),
    selected: selected.length,
    reached: reached.length,
    outOfDate: outOfDate.length,
    neverReached: selected.length - reached.length - outOfDate.length,
    integration: tally(said.map((it) => it.integration)),
    reception: tally(said.map((it) => it.reception)),
    receptionByIntegration: Object.fromEntries(
      [...new Set(said.map((it) => it.integration))].map((integration) => [
        integration,
        tally(said.filter((it) => it.integration === integration).map((it) => it.reception)),
      ]),
    ),
    newsletter: said.filter((it) => it.wantsNewsletter).length,
    localContact: said.filter((it) => it.wantsLocalContact).length,
    offers: tally(said.flatMap((it) => it.accepts)),
    selectedMembers: selected.map(({ memberNumber, phones }) => ({ memberNumber, numbers: phones.numbers })),
  };
}

function answersOf({ phones }: GeneratedMember, network: Record<string, Behaviour>): SaidAnswers {
  for (const number of phones.numbers) {
    const found = network[number];
    if (found?.behaviour === 'person') return found.answers;
  }
  throw new Error('nobody answers there');
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
