import { describe, expect, test } from 'vitest';
import type { AccountId } from '../ids.ts';
import { type Action, type Actor, mayDo, type Role } from './may-do.ts';

const account = (id: string) => id as AccountId; // Test ids need no UUID.
const actor = (role: Role, unitPath = '/org/sn/', id = 'a'): Actor => ({
  accountId: account(id),
  role,
  unitPath,
});
const inSaxony = { unitId: null, unitPath: '/org/sn/dd/' };

describe('the one door', () => {
  const rows: readonly [Role, Action, boolean][] = [
    ['organiser', 'import-members', true],
    ['organiser', 'read-report', true],
    ['organiser', 'dial', false],
    ['steward', 'import-members', true],
    ['steward', 'read-report', false],
    ['caller', 'report-outcome', true],
    ['caller', 'read-report', false],
    ['caller', 'import-members', false],
    ['caller', 'explain-contact', false],
    ['caller', 'practise', true],
    ['steward', 'practise', false],
    ['system', 'practise', false],
    ['system', 'dial', true],
    ['system', 'report-outcome', false],
  ];
  test.each(rows)('%s may %s: %s', (role, action, allowed) => {
    expect(mayDo(actor(role), action, inSaxony).allowed).toBe(allowed);
  });

  test('a branch reaches its own subtree and nothing beside or above it', () => {
    expect(mayDo(actor('organiser', '/org/sn/dd/'), 'read-report', inSaxony).allowed).toBe(true);
    expect(mayDo(actor('organiser', '/org/th/'), 'read-report', inSaxony)).toEqual({
      allowed: false,
      code: 'error.access.unit',
    });
    expect(
      mayDo(actor('organiser', '/org/sn/dd/'), 'read-report', { unitId: null, unitPath: '/org/sn/' }).allowed,
    ).toBe(false);
  });

  test('a caller reports only the call that was handed to them', () => {
    const call = { ...inSaxony, ownerId: account('b') };
    expect(mayDo(actor('caller'), 'report-outcome', call)).toEqual({
      allowed: false,
      code: 'error.access.not-yours',
    });
    expect(mayDo(actor('caller', '/org/sn/', 'b'), 'report-outcome', call).allowed).toBe(true);
    expect(mayDo(actor('organiser'), 'report-outcome', call).allowed).toBe(true);
  });
});
