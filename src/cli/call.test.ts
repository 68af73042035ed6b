import { describe, expect, test } from 'vitest';
import { type CallEvidence, noEvidence } from '../core/outcome/call-evidence.ts';
import { createTexts } from '../texts/texts.ts';
import { type CallRequest, callJson, callText } from './call.ts';
import { readCall } from './read-call.ts';

const line = '--trunk sip:127.0.0.1:5070 --to +493023125001 --from +493023125000';
const read = (more: string) => readCall(`${line} ${more}`.trim().split(' '));

describe('draht call', () => {
  test('reads the trunk, the numbers and the account', () => {
    expect(read('')).toEqual({
      trunk: { host: '127.0.0.1', port: 5070, transport: 'udp' },
      to: '+493023125001',
      from: '+493023125000',
      ringSeconds: 35,
      isJson: false,
    });
    expect(read('--user u --password p:1 --ring 5 --json')).toMatchObject({
      trunk: { user: 'u', password: 'p:1' },
      ringSeconds: 5,
      isJson: true,
    });
  });

  test.each([
    ['sip:trunk.example', { host: 'trunk.example', port: 5060, transport: 'udp' }],
    ['sip:trunk.example;transport=tcp', { host: 'trunk.example', port: 5060, transport: 'tcp' }],
    ['SIP:10.0.0.1:5061;transport=UDP', { host: '10.0.0.1', port: 5061, transport: 'udp' }],
    ['sip:[2001:db8::1]:5061', { host: '[2001:db8::1]', port: 5061, transport: 'udp' }],
  ])('takes %s for a trunk', (trunk, expected) => {
    expect(read(`--trunk ${trunk}`).trunk).toEqual(expected);
  });

  test.each([
    ['--trunk 127.0.0.1:5070', 'error.cli.trunk', { trunk: '127.0.0.1:5070' }],
    ['--trunk sip:a@127.0.0.1', 'error.cli.trunk', { trunk: 'sip:a@127.0.0.1' }],
    ['--trunk sip:h:0', 'error.cli.trunk', { trunk: 'sip:h:0' }],
    ['--trunk sip:h:65536', 'error.cli.trunk', { trunk: 'sip:h:65536' }],
    ['--trunk sip:h;transport=tls', 'error.cli.trunk', { trunk: 'sip:h;transport=tls' }],
    ['--to 030-23125001', 'error.cli.phone-number', { option: '--to' }],
    ['--from anonymous', 'error.cli.phone-number', { option: '--from' }],
    ['--ring 0', 'error.cli.number', { option: '--ring', least: 1, most: 120 }],
    ['--user u', 'error.cli.missing', { what: '--password' }],
    ['--password p', 'error.cli.missing', { what: '--user' }],
    ['--loud', 'error.cli.option', { option: '--loud' }],
    ['twice', 'error.cli.extra', { word: 'twice' }],
  ])('says what is wrong with “%s”', (more, code, values) => {
    expect(() => read(more)).toThrow(expect.objectContaining({ code, values }));
  });

  test.each(['trunk', 'to', 'from'])('asks for --%s', (option) => {
    const words = line.split(' ');
    words.splice(words.indexOf(`--${option}`), 2);
    expect(() => readCall(words)).toThrow(
      expect.objectContaining({ code: 'error.cli.missing', values: { what: `--${option}` } }),
    );
  });

  test('leaves a number that policy refuses to the guard of the trunk', () => {
    expect(read('--to +4990012345678').to).toBe('+4990012345678');
    expect(read('--to *21#').to).toBe('*21#');
  });

  const evidence: CallEvidence = {
    ...noEvidence,
    sipStatus: 404,
    reasonPhrase: 'Not Found',
    reasons: [{ protocol: 'Q.850', cause: 1 }],
    ms: { trying: 3, ringing: null, progress: null, answered: null, ended: 900 },
  };
  const request = (ringSeconds: number): CallRequest => ({ ...read(''), ringSeconds });

  test('prints the class, what the network said, and when', () => {
    expect(callJson(evidence, request(35))).toBe(
      '{"class":"NOT_IN_SERVICE","sipStatus":404,"q850":1,"ms":{"trying":3,"ringing":null,"progress":null,"answered":null,"ended":900}}',
    );
    expect(callText(evidence, request(35), createTexts('de'))).toBe(
      [
        'NOT_IN_SERVICE: Diese Nummer gibt es nicht.',
        'Antwort des Netzes: 404 Not Found',
        'Grund des Netzes (Q.850): 1',
        'Leitung meldet sich nach 3 ms',
        'Ende nach 900 ms',
        'Regel: q850-1',
      ].join('\n'),
    );
  });

  test.each([
    [35, 20_000, 'NO_ANSWER'],
    [35, 19_999, 'CANCELLED'],
    [16, 16_000, 'NO_ANSWER'],
    [3, 3000, 'CANCELLED'],
  ])('with a ring limit of %i s and %i ms of ringing is %s', (ringSeconds, ringMs, name) => {
    const rung = {
      ...noEvidence,
      cancelledByUs: true,
      ms: { ...noEvidence.ms, ringing: 1000, ended: 1000 + ringMs },
    };
    expect(JSON.parse(callJson(rung, request(ringSeconds)))).toMatchObject({ class: name });
  });
});
