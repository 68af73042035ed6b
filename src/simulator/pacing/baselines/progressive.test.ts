import { expect, test } from 'vitest';
import { progressive } from './progressive.ts';
import { eveningSettings } from './settings.fixture.ts';
import { standing } from './standing.fixture.ts';

test.each([
  { says: 'one call for each ready caller', counts: { ready: 3 }, calls: 3 },
  { says: 'none for calls already on the way', counts: { ready: 3, ringing: 2 }, calls: 1 },
  {
    says: 'none for those who talk, wrap up or pause',
    counts: { talking: 2, wrapUp: 2, pause: 1 },
    calls: 0,
  },
  { says: 'none when more are on the way than callers ready', counts: { ready: 1, ringing: 3 }, calls: 0 },
])('progressive: $says', ({ counts, calls }) => {
  expect(progressive(eveningSettings).decide(standing(counts)).calls).toBe(calls);
});
