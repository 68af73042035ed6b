import { refusedGermanRange } from './german-ranges.ts';
import { type Inspection, inspectNumber } from './inspect-number.ts';
import type { NumberIssue } from './phone-finding.ts';

/** What one run of digits means, the country code found or refused; `empty` for nothing but zeros. */
export type DigitsReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'read'; readonly inspection: Inspection; readonly issues: readonly NumberIssue[] };

/**
 * Reads one number's digits with what people put between them: `+49 (0) 30 23125909`, `030/231 25-909`.
 *
 * @param run Digits, `+`, brackets, slashes, dots, hyphens, spaces; `*` and `#` are refused.
 * Source: DOMAIN 2.2 steps 4 to 7.
 */
export function readDigits(run: string, allowedCountries: readonly string[]): DigitsReading {
  if (/[*#]/.test(run)) return refused('network-code');
  const { dialled, repaired } = repairPrefix(run);
  if (/^\+?0*$/.test(dialled)) return { kind: 'empty' };
  if (!/^\+?\d{2,20}$/.test(dialled)) return refused(dialled.length > 20 ? 'too-long' : 'not-a-number');
  const reading = inspectDialled(dialled, allowedCountries);
  const issues = [...(repaired ? (['prefix-repaired'] as const) : []), ...reading.issues];
  return { kind: 'read', inspection: reading.inspection, issues: [...issues, ...formIssues(run, reading)] };
}

/** Whether the run is a whole number by itself, trunk zero or country code included: the test of the slash rule. */
export function isCompleteNumber(run: string): boolean {
  const { dialled } = repairPrefix(run);
  if (!/^(\+|0)\d{5,20}$/.test(dialled)) return false;
  // Refused ranges and foreign numbers count as well: what is being asked is only where a number ends.
  const { inspection } = inspectDialled(dialled, ['DE']);
  return (
    inspection.kind === 'usable' || !['incomplete', 'too-long', 'not-a-number'].includes(inspection.reason)
  );
}

interface Reading {
  readonly inspection: Inspection;
  readonly issues: readonly NumberIssue[];
}

function inspectDialled(dialled: string, allowed: readonly string[]): Reading {
  if (dialled.startsWith('+')) return { inspection: inspectNumber(dialled, allowed), issues: [] };
  if (dialled.startsWith('0'))
    return { inspection: inspectNumber(`+49${dialled.slice(1)}`, allowed), issues: [] };
  return inspectWithoutPrefix(dialled, allowed);
}

/** Neither plus nor zero in front: a country code without its plus, a mobile number without its zero, or nothing safe. */
function inspectWithoutPrefix(digits: string, allowed: readonly string[]): Reading {
  const short = /^(11[0-8]\d{0,3})$/.test(digits) ? refusedGermanRange(digits) : undefined;
  if (short) return { inspection: { kind: 'refused', reason: short }, issues: [] };
  if (digits.startsWith('49') && digits.length >= 11) {
    // libphonenumber would read 4930… as the German number 04930… and call it valid (DOMAIN C5).
    const inspection = inspectNumber(`+${digits}`, allowed);
    return { inspection, issues: ['assumed-country-code'] };
  }
  const inspection = inspectNumber(`+49${digits}`, allowed);
  if (inspection.kind === 'usable' && inspection.type === 'mobile') {
    return { inspection, issues: ['leading-zero-lost'] };
  }
  return { inspection: { kind: 'refused', reason: 'no-area-code' }, issues: [] };
}

function repairPrefix(run: string): { dialled: string; repaired: boolean } {
  const written = run
    .replace(/^([\s(]*\+*[\s(]*(?:00\s*)?[1-9][\d\s]{0,4}\)?\s*)\(\s*0\s*\)/, '$1')
    .replace(/[^\d+]/g, '');
  const international = written.replace(/^00(?=[1-9])/, '+');
  const dialled = international
    .replace(/^\++00?(?=[1-9])/, (zeros) => (zeros.endsWith('00') ? '+' : '0'))
    .replace(/^\+{2,}/, '+')
    .replace(/^(\+49)(?:\+|00)49/, '$1');
  return { dialled, repaired: dialled !== international };
}

function formIssues(run: string, reading: Reading): NumberIssue[] {
  if (reading.inspection.kind === 'refused') return [];
  const issues: NumberIssue[] = [];
  if (reading.inspection.e164.startsWith('+4932')) issues.push('national-subscriber');
  if (/\d\s*-\s*0\s*$/.test(run)) issues.push('switchboard');
  // One hyphen near the end, after at least four digits of a line: 2312590-9.
  else if (/\d{4}\s*-\s*\d{1,3}\s*$/.test(run)) issues.push('direct-dial-in');
  return issues;
}

function refused(reason: Extract<Inspection, { kind: 'refused' }>['reason']): DigitsReading {
  return { kind: 'read', inspection: { kind: 'refused', reason }, issues: [] };
}
