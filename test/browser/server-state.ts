import { type Answer, contract, type RouteName } from '../../src/protocol/contract.ts';
import { type Hello, type LiveEvent, liveEvent } from '../../src/protocol/live.ts';
import type { VoiceMessage } from '../../src/protocol/voice.ts';

/** An answer that is no success; 'never': no answer comes; 'away': the connection breaks. */
export type Refused = { readonly status: number; readonly code: string } | 'never' | 'away';
export type Answers = { readonly [Name in RouteName]?: Answer<Name> | Refused };

/**
 * `silent`: it never answers. `up`: it takes the line and hears it. `lost`: it takes it once, and closes it for good.
 * `back`: it closes the first one, and takes all others. `taken`: it takes it, and then another tab does.
 */
export interface VoicePeer {
  readonly is: 'silent' | 'up' | 'lost' | 'back' | 'taken';
  readonly quality?: Partial<Extract<VoiceMessage, { type: 'quality' }>>;
}

/** What the server is for one page. */
export interface ServerState {
  readonly answers: Answers;
  /** The other end of the caller's line; absent: there is none. */
  readonly voice?: VoicePeer;
  readonly live: 'refused' | ((topic: Hello['topic']) => LiveEvent | null);
  /** The campaign's clock. */
  readonly now: number;
}

/** What is wrong with a state by the contract's own schemas: a sample must not show what no server would send. */
export function stateProblems(name: string, { answers, live }: ServerState): string[] {
  const problems: string[] = [];
  for (const [route, answer] of Object.entries(answers)) {
    if (typeof answer === 'string' || 'status' in answer) continue;
    // The keys of the answers are names of routes by their type.
    const parsed = contract[route as RouteName].answer.safeParse(answer);
    if (!parsed.success) problems.push(`${name}: ${route}: ${parsed.error.message}`);
  }
  if (live === 'refused') return problems;
  for (const topic of [
    { kind: 'shift' },
    { kind: 'board', campaign: 'any' },
    { kind: 'phone' },
    { kind: 'practice', campaign: 'any' },
  ] as const) {
    const parsed = liveEvent.nullable().safeParse(live(topic));
    if (!parsed.success) problems.push(`${name}: live ${topic.kind}: ${parsed.error.message}`);
  }
  return problems;
}
