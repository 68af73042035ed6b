import { expect, test } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { logTo } from './log.ts';

function written(work: (log: ReturnType<typeof logTo>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(logTo({ write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

test('an event is written with its counts', () => {
  const [line] = written((log) => log.info('import-done', { rows: 3 }));
  expect(line).toMatchObject({ event: 'import-done', rows: 3 });
});

test('of an error its class and place are written, never its message, which may quote a person', () => {
  const secret = 'Erika Mustermann, 030 23125000';
  const lines = written((log) => {
    log.error('failed', new TypeError(secret));
    log.error('failed', new AppError('error.file.unreadable', { file: secret }));
    log.error('failed', secret);
  });
  expect(JSON.stringify(lines)).not.toContain('Erika');
  expect(lines).toMatchObject([
    { error: 'TypeError' },
    { code: 'error.file.unreadable' },
    { error: 'string' },
  ]);
});
