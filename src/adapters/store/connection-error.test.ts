import { describe, expect, test } from 'vitest';
import { asConnectionError } from './connection-error.ts';

const coded = (code: string) => Object.assign(new Error('of the server'), { code });

describe('what a statement failed of', () => {
  test.each([
    ['the server was stopped', coded('57P01'), '57P01'],
    ['the server has crashed', coded('57P02'), '57P02'],
    ['the server recovers', coded('57P03'), '57P03'],
    ['the connection failed', coded('08006'), '08006'],
    ['the socket was reset', coded('ECONNRESET'), 'ECONNRESET'],
    ['nobody listens', coded('ECONNREFUSED'), 'ECONNREFUSED'],
    ['the socket is not there', coded('ENOENT'), 'ENOENT'],
    ['the socket was closed', new Error('Connection terminated unexpectedly'), 'closed'],
    [
      'a client already broken',
      new Error('Client has encountered a connection error and is not queryable'),
      'closed',
    ],
  ])('%s: the connection is lost', (_, error, reason) => {
    expect(() => asConnectionError(error)).toThrow(
      expect.objectContaining({ code: 'error.store.connection-lost', values: { reason }, cause: error }),
    );
  });

  test.each([
    ['a key is taken', coded('23505')],
    ['a row is locked', coded('55P03')],
    ['a bug of ours', new TypeError('x is not a function')],
  ])('%s: told as it is', (_, error) => {
    expect(() => asConnectionError(error)).toThrow(error);
  });
});
