import { inspectNumber } from '../core/numbers/inspect-number.ts';
import { type CallEvidence, q850Cause } from '../core/outcome/call-evidence.ts';
import { type Classification, classify } from '../core/outcome/classify.ts';
import type { Texts } from '../texts/texts.ts';

/** What `draht call` is asked for. */
export interface CallRequest {
  readonly trunk: {
    readonly host: string;
    readonly port: number;
    readonly transport: 'udp' | 'tcp';
    readonly user?: string;
    readonly password?: string;
  };
  /** E.164. */
  readonly to: string;
  readonly from: string;
  readonly ringSeconds: number;
  readonly isJson: boolean;
}

/** DOMAIN 1.8: 20 s of ringing make a "no answer", 15 s where less is asked for, never less. */
function minRingSeconds(ringSeconds: number): number {
  return Math.max(15, Math.min(20, ringSeconds));
}

/** The class of a test call, by the rules that the queue uses. */
export function classifyCall(evidence: CallEvidence, request: CallRequest): Classification {
  const inspection = inspectNumber(request.to, ['DE']);
  return classify(evidence, {
    minRingSeconds: minRingSeconds(request.ringSeconds),
    numberType: inspection.kind === 'usable' ? inspection.type : 'fixed-line',
    ownParserSaysComplete: inspection.kind === 'usable',
  });
}

/** `draht call --json`: one line, milliseconds from the INVITE on; null did not happen. */
export function callJson(evidence: CallEvidence, request: CallRequest): string {
  const { trying, ringing, progress, answered, ended } = evidence.ms;
  return JSON.stringify({
    class: classifyCall(evidence, request).class,
    sipStatus: evidence.sipStatus,
    q850: q850Cause(evidence.reasons),
    ms: { trying, ringing, progress, answered, ended },
  });
}

/** `draht call` for people: what became of the call, and by which signs. */
export function callText(evidence: CallEvidence, request: CallRequest, texts: Texts): string {
  const { class: name, rule } = classifyCall(evidence, request);
  const { sipStatus, reasonPhrase, reasons, ms } = evidence;
  const cause = q850Cause(reasons);
  const times = (['trying', 'ringing', 'progress', 'answered', 'ended'] as const).flatMap((what) => {
    const at = ms[what];
    return at === null ? [] : [texts.say('call.time', { what: texts.say(`call.event.${what}`), ms: at })];
  });
  return [
    `${name}: ${texts.say(`call.class.${name}`)}`,
    ...(sipStatus === null
      ? []
      : [texts.say('call.status', { status: sipStatus, phrase: reasonPhrase ?? '' })]),
    ...(cause === null ? [] : [texts.say('call.cause', { cause })]),
    ...times,
    texts.say('call.rule', { rule }),
  ].join('\n');
}
