import { describe, expect, test } from 'vitest';
import { readCommand } from './commands.ts';

const read = (line: string) =>
  readCommand(
    line.split(' ').filter((word) => word !== ''),
    'examples',
  );

describe('a command line', () => {
  test('draht demo takes the sample unless files are named', () => {
    expect(read('demo --callers 3 --seed x --exit')).toMatchObject({
      kind: 'demo',
      request: { members: 'examples/mitglieder.csv', network: 'examples/netz.json', callers: 3, seed: 'x' },
    });
    expect(read('demo --members a.csv --data d')).toMatchObject({ request: { members: 'a.csv', data: 'd' } });
    expect(read('demo --pacing early')).toMatchObject({ request: { pacing: 'early' } });
  });

  test('draht demo by another carrier on this machine is for people alone, in real time', () => {
    expect(read('demo --trunk sip:127.0.0.1:5070 --user u --password p --callers 9')).toMatchObject({
      request: {
        callers: 0,
        wire: { speed: 1, outside: { account: { user: 'u', password: 'p' }, callers: null } },
      },
    });
    expect(read('demo --trunk sip:127.0.0.1:5070 --ear e --invitations i')).toMatchObject({
      request: { callers: 12, wire: { speed: 200, outside: { callers: { ear: 'e', invitations: 'i' } } } },
    });
  });

  test('draht import and its options', () => {
    expect(read('import a.csv --dry-run --json')).toMatchObject({
      kind: 'import',
      path: 'a.csv',
      isDryRun: true,
      isJson: true,
      isComplete: false,
    });
  });

  test('the other commands', () => {
    expect(read('campaign check k.yaml')).toEqual({ kind: 'campaign-check', path: 'k.yaml' });
    expect(read('report k --format csv')).toMatchObject({ kind: 'report', campaign: 'k', format: 'csv' });
    expect(read('queue k --member 7')).toMatchObject({ kind: 'queue', campaign: 'k', member: '7' });
    expect(read('campaign open k.yaml --data d')).toEqual({
      kind: 'campaign-open',
      path: 'k.yaml',
      data: 'd',
    });
    expect(read('invite k Kim')).toMatchObject({ kind: 'invite', campaign: 'k', name: 'Kim' });
    expect(read('serve')).toMatchObject({ request: { data: undefined, port: undefined, isApiOnly: false } });
    expect(read('serve --port 80 --api-only')).toMatchObject({ request: { port: 80, isApiOnly: true } });
    expect(read('')).toEqual({ kind: 'help' });
    expect(read('--version')).toEqual({ kind: 'version' });
  });

  test.each([
    ['dance', 'error.cli.unknown-command', { command: 'dance' }],
    ['campaign dance k.yaml', 'error.cli.unknown-command', { command: 'campaign dance' }],
    ['campaign open', 'error.cli.missing', { what: 'FILE' }],
    ['invite k', 'error.cli.missing', { what: 'NAME' }],
    ['serve --port x', 'error.cli.number', { option: '--port', least: 0, most: 65_535 }],
    ['import', 'error.cli.missing', { what: 'FILE' }],
    ['import a.csv b.csv', 'error.cli.extra', { word: 'b.csv' }],
    ['import a.csv --dryrun', 'error.cli.option', { option: '--dryrun' }],
    ['demo --callers many', 'error.cli.number', { option: '--callers', least: 1, most: 500 }],
    ['demo --trunk sip:192.0.2.1:5060', 'error.cli.demo-trunk', { trunk: 'sip:192.0.2.1:5060' }],
    ['demo --trunk sip:127.evil.example', 'error.cli.demo-trunk', { trunk: 'sip:127.evil.example' }],
    ['demo --callers', 'error.cli.option', { option: '--callers' }],
    [
      'demo --pacing own-phone',
      'error.cli.pacing',
      { pacing: 'own-phone', known: 'preview, progressive, early, look-ahead' },
    ],
    ['report k --format pdf', 'error.cli.format', { format: 'pdf' }],
  ])('“%s” is told what is wrong with it', (line, code, values) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ code, values }));
  });
});
