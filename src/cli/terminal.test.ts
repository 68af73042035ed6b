import { expect, test } from 'vitest';
import { openTerminal } from './terminal.ts';

function terminalOf(stream: { isTTY?: boolean; columns?: number }, isPlain = false) {
  const written: string[] = [];
  const terminal = openTerminal(
    { ...stream, write: (text) => written.push(text) > 0 },
    { isPlain, elapsedMs: () => 0 },
  );
  return { terminal, written };
}

test('a terminal redraws its last line in place and keeps it inside its width', () => {
  const { terminal, written } = terminalOf({ isTTY: true, columns: 10 });
  terminal.redraw('0123456789abc');
  terminal.redraw('x');
  terminal.print('done');
  expect(written).toEqual(['\r\u001b[2K012345678', '\r\u001b[2Kx', '\n', 'done\n']);
});

test.each([
  [{}, false],
  [{ isTTY: true }, true],
] as const)('a plain stream gets lines without control characters', (stream, isPlain) => {
  const { terminal, written } = terminalOf(stream, isPlain);
  terminal.redraw('one');
  terminal.redraw('two');
  expect([terminal.isMoving, written]).toEqual([false, ['one\n', 'two\n']]);
});
