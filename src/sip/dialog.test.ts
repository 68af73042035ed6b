import { describe, expect, test } from 'vitest';
import { type Dialog, nextHop, requestInDialog } from './dialog.ts';
import { header, headerList } from './message.ts';

const trunk = { host: '192.0.2.1', port: 5070 };
const dialog: Dialog = {
  callId: 'call-1',
  local: '<sip:a@example.com>;tag=1',
  remote: '<sip:b@example.com>;tag=2',
  remoteTag: '2',
  remoteTarget: 'sip:b@192.0.2.9:5080',
  routes: [],
};

describe('a request in a dialog (RFC 3261 section 12.2.1.1)', () => {
  test('goes to the Contact, along the routes', () => {
    const routes = ['<sip:192.0.2.5;lr>', '<sip:p2.example;lr>'];
    const bye = requestInDialog({ ...dialog, routes }, { method: 'BYE', cseq: 2, headers: [] });
    expect(bye.uri).toBe('sip:b@192.0.2.9:5080');
    expect(headerList(bye, 'route')).toEqual(routes);
    expect(header(bye, 'cseq')).toBe('2 BYE');
  });

  test('names a strict router as its target, and the target as the last route', () => {
    const routes = ['<sip:192.0.2.5>', '<sip:p2.example;lr>'];
    const bye = requestInDialog({ ...dialog, routes }, { method: 'BYE', cseq: 2, headers: [] });
    expect(bye.uri).toBe('sip:192.0.2.5');
    expect(headerList(bye, 'route')).toEqual(['<sip:p2.example;lr>', '<sip:b@192.0.2.9:5080>']);
  });

  test.each<[string, Partial<Dialog>, { host: string; port: number }]>([
    ['the Contact', {}, { host: '192.0.2.9', port: 5080 }],
    ['the first route', { routes: ['<sip:192.0.2.5;lr>'] }, { host: '192.0.2.5', port: 5060 }],
    ['the trunk, for a name', { remoteTarget: 'sip:b@pbx.example' }, trunk],
    ['the trunk, for nonsense', { remoteTarget: 'tel:+49', routes: ['nonsense'] }, trunk],
    ['an IPv6 address', { remoteTarget: 'sip:b@[2001:db8::1]:5061' }, { host: '2001:db8::1', port: 5061 }],
  ])('is sent to %s', (_where, changes, address) => {
    expect(nextHop({ ...dialog, ...changes }, trunk)).toEqual(address);
  });
});
