import type {
  CallerOnShift,
  CallOnTheWay,
  PacingEvent,
  PacingSnapshot,
  PhoneKind,
} from '../../core/pacing/pacing.ts';
import { seededChance } from '../seeded-chance.ts';
import { standardNormal } from './distribution.ts';
import { EventHeap } from './event-heap.ts';
import type { World } from './world.ts';

/** What is measured; a pacer of the product, a baseline, or the model that knows the world. */
export interface SessionPacer {
  note(event: PacingEvent): void;
  decide(snapshot: PacingSnapshot): { readonly calls: number; readonly withdraw?: readonly number[] };
}

/** What came of a session. Seconds are summed over callers; counts of people and machines apart. */
export interface SessionResult {
  readonly paidSeconds: number;
  readonly conversationSeconds: number;
  readonly conversations: number;
  readonly abandoned: number;
  readonly conversationsLate: number;
  /** In the session's second half. */
  readonly abandonedLate: number;
  readonly machines: number;
  /** Machines that answered while no caller was free. */
  readonly droppedMachines: number;
  readonly launched: number;
  readonly decisions: number;
  readonly timeline: readonly TimelinePoint[];
}

export interface TimelinePoint {
  readonly at: number;
  readonly conversations: number;
  readonly abandoned: number;
  readonly conversationSeconds: number;
  readonly paidSeconds: number;
}

type Fate = 'person' | 'machine' | 'invalid' | 'busy' | 'no-answer';

interface SimulatedCall {
  id: number;
  kind: PhoneKind;
  tries: number;
  state: 'dialing' | 'ringing' | 'waiting';
  launchedAt: number;
  ringingAt: number | null;
  answeredAt: number | null;
  fate: Fate;
  ringsFor: number;
  slot: number;
}

interface SimulatedCaller {
  id: number;
  state: 'ready' | 'talking' | 'wrap-up' | 'pause';
  since: number;
  callId: number | null;
  talkFactor: number;
  wrapUpFactor: number;
  pauseDueAt: number;
  leavesAt: number;
  isPerson: boolean;
}

type Task =
  | { readonly kind: 'rings' | 'settles' | 'grace'; readonly call: SimulatedCall }
  | {
      readonly kind: 'comes' | 'talked' | 'wrapped' | 'comes-back' | 'due';
      readonly caller: SimulatedCaller;
    };

const TIMELINE_SECONDS = 60;
const UPCOMING = 20;

/**
 * One session of callers, people and lines on virtual time, for a pacer alone: nothing but what a pacer sees and what its
 * decisions lead to. The same world, seed and decisions give the same session.
 */
export function runSession(world: World, seed: string, createPacer: () => SessionPacer): SessionResult {
  return new Session(world, seed, createPacer()).run();
}

class Session {
  readonly #world: World;
  readonly #pacer: SessionPacer;
  readonly #nextOf: { people: () => number; callers: () => number; times: () => number };
  readonly #tasks = new EventHeap<Task>();
  readonly #callers: SimulatedCaller[] = [];
  readonly #calls: SimulatedCall[] = [];
  readonly #upcoming: { kind: PhoneKind; tries: number }[] = [];
  readonly #snapshot: { -readonly [K in keyof PacingSnapshot]: PacingSnapshot[K] };
  #now = 0;
  #busyLines = 0;
  #callCount = 0;
  readonly #sums = {
    paidSeconds: 0,
    conversationSeconds: 0,
    conversations: 0,
    abandoned: 0,
    conversationsLate: 0,
    abandonedLate: 0,
    machines: 0,
    droppedMachines: 0,
    launched: 0,
    decisions: 0,
  };
  readonly #timeline: TimelinePoint[] = [];

  constructor(world: World, seed: string, pacer: SessionPacer) {
    this.#world = world;
    this.#pacer = pacer;
    // Streams of their own, so that the same people answer whatever a pacer decides, as far as that goes.
    const stream = (name: string) => seededChance(`${world.name}/${seed}/${name}`).next;
    this.#nextOf = { people: stream('people'), callers: stream('callers'), times: stream('times') };
    while (this.#upcoming.length < UPCOMING) this.#upcoming.push(this.#drawContact());
    this.#snapshot = {
      now: 0,
      channelsFree: world.channels,
      contactsLeft: 1_000_000,
      callers: this.#callers as readonly CallerOnShift[],
      calls: this.#calls as readonly CallOnTheWay[],
      upcoming: this.#upcoming,
    };
    for (let id = 1; id <= world.teamSize; id += 1) this.#plan(this.#drawCaller(id));
  }

  run(): SessionResult {
    const { sessionSeconds, tickSeconds } = this.#world;
    let nextTick = 0;
    let nextPoint = TIMELINE_SECONDS;
    // Whoever still rings at the end is waited for; nobody new is called.
    const end = sessionSeconds + 60;
    while (this.#now < end) {
      const taskAt = this.#tasks.nextAt();
      const isTask = taskAt <= nextTick;
      this.#now = Math.min(isTask ? taskAt : nextTick, end);
      if (this.#now >= nextPoint) {
        this.#timeline.push(this.#point());
        nextPoint += TIMELINE_SECONDS;
      }
      if (isTask) this.#do(this.#tasks.take());
      else nextTick += tickSeconds;
      if (this.#now < sessionSeconds) this.#decide();
    }
    for (const caller of this.#callers) this.#pay(caller);
    return { ...this.#sums, timeline: this.#timeline };
  }

  #point(): TimelinePoint {
    const { conversations, abandoned, conversationSeconds, paidSeconds } = this.#sums;
    return { at: this.#now, conversations, abandoned, conversationSeconds, paidSeconds };
  }

  #drawContact(): { kind: PhoneKind; tries: number } {
    const next = this.#nextOf.people;
    const kind = next() < this.#world.landlineShare ? 'landline' : 'mobile';
    return { kind, tries: Math.floor(next() ** 2 * 4) };
  }

  #drawCaller(id: number): SimulatedCaller {
    const { talkSpread, wrapUpSpread, comesWithin, goesWithin, sessionSeconds } = this.#world;
    const next = this.#nextOf.callers;
    return {
      ...{ id, state: 'pause', callId: null, isPerson: false },
      since: comesWithin * next() ** 2,
      talkFactor: Math.exp(talkSpread * standardNormal(next)),
      wrapUpFactor: Math.exp(wrapUpSpread * standardNormal(next)),
      pauseDueAt: Number.POSITIVE_INFINITY,
      leavesAt: sessionSeconds - goesWithin * next() ** 2,
    };
  }

  #plan(caller: SimulatedCaller): void {
    this.#tasks.add(caller.since, { kind: 'comes', caller });
    if (caller.leavesAt < this.#world.sessionSeconds)
      this.#tasks.add(caller.leavesAt, { kind: 'due', caller });
  }

  #planPause(caller: SimulatedCaller): void {
    const { pausesPerHour } = this.#world;
    if (pausesPerHour === 0) return;
    caller.pauseDueAt = this.#now - (Math.log(1 - this.#nextOf.callers()) * 3600) / pausesPerHour;
    this.#tasks.add(caller.pauseDueAt, { kind: 'due', caller });
  }

  #decide(): void {
    const { channels } = this.#world;
    const snapshot = this.#snapshot;
    snapshot.now = this.#now;
    snapshot.channelsFree = channels - this.#busyLines;
    this.#sums.decisions += 1;
    const { calls, withdraw } = this.#pacer.decide(snapshot);
    for (const id of withdraw ?? []) this.#withdraw(id);
    const wanted = Math.min(calls, snapshot.channelsFree);
    for (let count = 0; count < wanted; count += 1) this.#launch();
  }

  /** What still comes of it finds a call that is over. */
  #withdraw(id: number): void {
    const call = this.#calls.find((it) => it.id === id && it.state !== 'waiting');
    if (call === undefined) return;
    this.#remove(call);
    this.#busyLines -= 1;
    this.#pacer.note({ type: 'failed', at: this.#now, callId: id, reason: 'no-answer' });
  }

  #launch(): void {
    const world = this.#world;
    const contact = this.#upcoming.shift() ?? this.#drawContact();
    this.#upcoming.push(this.#drawContact());
    const { fate, ringsFor } = this.#drawFate(contact);
    const call: SimulatedCall = {
      id: ++this.#callCount,
      ...{ kind: contact.kind, tries: contact.tries, state: 'dialing', launchedAt: this.#now },
      ...{ ringingAt: null, answeredAt: null, fate, ringsFor, slot: this.#calls.length },
    };
    this.#calls.push(call);
    this.#busyLines += 1;
    this.#sums.launched += 1;
    const { id: callId, kind, tries } = call;
    this.#pacer.note({ type: 'launched', at: this.#now, callId, kind, tries });
    const fails = fate === 'invalid' || fate === 'busy';
    const wait = (fails ? world.failure : world.setup)(this.#nextOf.people);
    this.#tasks.add(this.#now + wait, { kind: fails ? 'settles' : 'rings', call });
  }

  #drawFate({ kind, tries }: { kind: PhoneKind; tries: number }): { fate: Fate; ringsFor: number } {
    const { phones, perTry, personShare, ringSeconds } = this.#world;
    const phone = phones[kind];
    const next = this.#nextOf.people;
    const person = Math.min(0.95, personShare(this.#now) * phone.personFactor * perTry ** tries);
    const luck = next();
    if (luck < phone.deadShare * (1 - person)) return { fate: 'invalid', ringsFor: 0 };
    if (luck < (phone.deadShare + phone.busyShare) * (1 - person)) return { fate: 'busy', ringsFor: 0 };
    const isPerson = luck >= 1 - person;
    const ringsFor = (isPerson ? phone.personRings : phone.machineRings)(next);
    const answers = isPerson || next() < phone.machineShare;
    if (!answers || ringsFor >= ringSeconds) return { fate: 'no-answer', ringsFor: ringSeconds };
    return { fate: isPerson ? 'person' : 'machine', ringsFor };
  }

  #do(task: Task): void {
    if ('call' in task && this.#calls[task.call.slot] !== task.call) return;
    switch (task.kind) {
      case 'rings':
        this.#rings(task.call);
        break;
      case 'settles':
        this.#settles(task.call);
        break;
      case 'grace':
        this.#graceEnds(task.call);
        break;
      case 'comes':
        this.#callers.push(task.caller);
        this.#pacer.note({ type: 'caller-login', at: this.#now, callerId: task.caller.id });
        this.#planPause(task.caller);
        this.#becomesReady(task.caller);
        break;
      case 'talked':
        this.#talked(task.caller);
        break;
      case 'wrapped':
        this.#becomesFree(task.caller);
        break;
      case 'comes-back':
        this.#pacer.note({ type: 'caller-back', at: this.#now, callerId: task.caller.id });
        this.#planPause(task.caller);
        this.#becomesReady(task.caller);
        break;
      case 'due':
        if (task.caller.state === 'ready') this.#becomesFree(task.caller);
    }
  }

  #rings(call: SimulatedCall): void {
    call.state = 'ringing';
    call.ringingAt = this.#now;
    this.#pacer.note({ type: 'ringing', at: this.#now, callId: call.id });
    this.#tasks.add(this.#now + call.ringsFor, { kind: 'settles', call });
  }

  #settles(call: SimulatedCall): void {
    if (call.fate === 'person' || call.fate === 'machine') {
      this.#answers(call);
      return;
    }
    this.#remove(call);
    this.#busyLines -= 1;
    this.#pacer.note({ type: 'failed', at: this.#now, callId: call.id, reason: call.fate });
  }

  #answers(call: SimulatedCall): void {
    call.state = 'waiting';
    call.answeredAt = this.#now;
    this.#pacer.note({ type: 'answered', at: this.#now, callId: call.id });
    const caller = this.#longestReady();
    if (caller === null) this.#tasks.add(this.#now + this.#world.graceSeconds, { kind: 'grace', call });
    else this.#connect(call, caller);
  }

  #longestReady(): SimulatedCaller | null {
    let longest: SimulatedCaller | null = null;
    for (const caller of this.#callers) {
      if (caller.state === 'ready' && (longest === null || caller.since < longest.since)) longest = caller;
    }
    return longest;
  }

  #connect(call: SimulatedCall, caller: SimulatedCaller): void {
    const { talk, machineTalk, talkFactor } = this.#world;
    const next = this.#nextOf.times;
    this.#remove(call);
    this.#enter(caller, 'talking', call.id);
    caller.isPerson = call.fate === 'person';
    const seconds = caller.isPerson
      ? talk(next) * caller.talkFactor * talkFactor(this.#now)
      : machineTalk(next);
    if (caller.isPerson) {
      this.#sums.conversations += 1;
      if (this.#isLate()) this.#sums.conversationsLate += 1;
    } else this.#sums.machines += 1;
    this.#pacer.note({ type: 'connected', at: this.#now, callId: call.id, callerId: caller.id });
    this.#tasks.add(this.#now + seconds, { kind: 'talked', caller });
  }

  #graceEnds(call: SimulatedCall): void {
    this.#remove(call);
    this.#busyLines -= 1;
    if (call.fate === 'machine') this.#sums.droppedMachines += 1;
    else {
      this.#sums.abandoned += 1;
      if (this.#isLate()) this.#sums.abandonedLate += 1;
    }
    this.#pacer.note({ type: 'abandoned', at: this.#now, callId: call.id });
  }

  #talked(caller: SimulatedCaller): void {
    const { wrapUp, machineWrapUp, talkFactor } = this.#world;
    const next = this.#nextOf.times;
    const talkSeconds = this.#now - caller.since;
    const callId = caller.callId ?? 0;
    this.#busyLines -= 1;
    this.#enter(caller, 'wrap-up', callId);
    const seconds = caller.isPerson
      ? wrapUp(next) * caller.wrapUpFactor * talkFactor(this.#now)
      : machineWrapUp(next);
    this.#pacer.note({ type: 'wrap-up-started', at: this.#now, callerId: caller.id });
    const party = caller.isPerson ? 'person' : 'machine';
    this.#pacer.note({ type: 'ended', at: this.#now, callId, callerId: caller.id, party, talkSeconds });
    this.#tasks.add(this.#now + seconds, { kind: 'wrapped', caller });
  }

  /** After the wrap-up, or out of waiting: goes, pauses, or takes the next. */
  #becomesFree(caller: SimulatedCaller): void {
    if (this.#now >= caller.leavesAt) {
      this.#pay(caller);
      this.#callers.splice(this.#callers.indexOf(caller), 1);
      this.#pacer.note({ type: 'caller-logout', at: this.#now, callerId: caller.id });
    } else if (this.#now >= caller.pauseDueAt) {
      this.#enter(caller, 'pause', null);
      this.#pacer.note({ type: 'caller-pause', at: this.#now, callerId: caller.id });
      const seconds = this.#world.pause(this.#nextOf.callers);
      this.#tasks.add(this.#now + seconds, { kind: 'comes-back', caller });
    } else this.#becomesReady(caller);
  }

  #becomesReady(caller: SimulatedCaller): void {
    this.#enter(caller, 'ready', null);
    caller.isPerson = false;
    this.#pacer.note({ type: 'caller-ready', at: this.#now, callerId: caller.id });
    let first: SimulatedCall | null = null;
    for (const call of this.#calls) {
      if (call.state !== 'waiting') continue;
      if (first === null || (call.answeredAt ?? 0) < (first.answeredAt ?? 0)) first = call;
    }
    if (first !== null) this.#connect(first, caller);
  }

  #enter(caller: SimulatedCaller, state: SimulatedCaller['state'], callId: number | null): void {
    this.#pay(caller);
    caller.state = state;
    caller.since = this.#now;
    caller.callId = callId;
  }

  /** Adds the state that ends to the sums; nothing counts after the session's end. */
  #pay(caller: SimulatedCaller): void {
    const { sessionSeconds } = this.#world;
    const seconds = Math.max(0, Math.min(this.#now, sessionSeconds) - Math.min(caller.since, sessionSeconds));
    if (caller.state === 'pause') return;
    this.#sums.paidSeconds += seconds;
    if (caller.isPerson) this.#sums.conversationSeconds += seconds;
  }

  #isLate(): boolean {
    return this.#now > this.#world.sessionSeconds / 2;
  }

  #remove(call: SimulatedCall): void {
    const last = this.#calls.pop();
    if (last === undefined || last === call) return;
    this.#calls[call.slot] = last;
    last.slot = call.slot;
  }
}
