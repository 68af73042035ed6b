import { describe, expect, it } from 'vitest';
import { readDate, slashOrderOf } from './read-date.ts';

describe('dates of exports (DOMAIN 7.1)', () => {
  it.each([
    ['20.06.2010', '2010-06-20'],
    ['1.2.2010', '2010-02-01'],
    ['1. 2. 2010', '2010-02-01'],
    ['5.3.29', '2029-03-05'],
    ['5.3.30', '1930-03-05'],
    ['2010-06-20', '2010-06-20'],
    ['2010-06-20T13:45:00Z', '2010-06-20'],
    ['2010-06-20 00:00:00.000', '2010-06-20'],
    ['20.06.2010 00:00', '2010-06-20'],
    ['2010/06/20', '2010-06-20'],
    ['20100620', '2010-06-20'],
    ['20/06/2010', '2010-06-20'],
    ['03/04/2010', '2010-04-03'],
    ['20-06-2010', '2010-06-20'],
    ['06/2010', '2010-06-01'],
    ['6.2010', '2010-06-01'],
    ['2010', '2010-01-01'],
    ['25569', '1970-01-01'],
    ['40349', '2010-06-20'],
    ['20. Juni 2010', '2010-06-20'],
    ['1. März 2010', '2010-03-01'],
    ['29.02.2012', '2012-02-29'],
  ])('reads %s', (cell, date) => {
    expect(readDate(cell)).toEqual({ kind: 'date', date });
  });

  it.each(['01.01.1900', '31.12.9999', '1900-01-01', '9999-12-31', '0000-00-00', '1899-12-30', ''])(
    'takes the placeholder %j as empty',
    (cell) => {
      expect(readDate(cell)).toEqual({ kind: 'empty' });
    },
  );

  it.each(['31.02.2010', '29.02.2010', '32.01.2010', '00.01.2010', '1.13.2010', 'gestern', '12', '1.1.1066'])(
    'refuses %s',
    (cell) => {
      expect(readDate(cell)).toEqual({ kind: 'unreadable', reason: 'date-unreadable' });
    },
  );

  it('reads a slash date in the order of its column, and none by guess where the column contradicts itself', () => {
    expect(readDate('03/04/2010', 'month-first')).toEqual({ kind: 'date', date: '2010-03-04' });
    expect(readDate('03/04/2010', 'mixed')).toEqual({ kind: 'unreadable', reason: 'date-ambiguous' });
    expect(readDate('20/04/2010', 'mixed')).toEqual({ kind: 'date', date: '2010-04-20' });
    expect(readDate('04/20/2010', 'mixed')).toEqual({ kind: 'date', date: '2010-04-20' });
    expect(readDate('04/20/2010', 'day-first')).toEqual({ kind: 'unreadable', reason: 'date-unreadable' });
  });

  it.each([
    ['20/06/2010', 'day-first'],
    ['06/20/2010', 'month-first'],
    ['06/07/2010', undefined],
    ['20.06.2010', undefined],
  ])('%s shows its order', (cell, order) => {
    expect(slashOrderOf(cell)).toBe(order);
  });
});
