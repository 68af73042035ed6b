import { expect, test } from 'vitest';
import { findRoute } from './find-route.ts';

test.each([
  ['/', 'home', {}],
  ['/schicht', 'shift', {}],
  ['/schicht/', 'shift', {}],
  ['/einsatz/sachsen-2012', 'board', { campaign: 'sachsen-2012' }],
  ['/bericht/a%20b', 'report', { campaign: 'a b' }],
])('%s is the page %s', (path, name, params) => {
  expect(findRoute(path)).toMatchObject({ row: { name }, params });
});

test.each(['/schich', '/schicht/1', '/einsatz', '/einsatz/', '/einsatz/a/b', '/einsatz/%E0%A4%A'])(
  '%s is no page',
  (path) => {
    expect(findRoute(path)).toBeNull();
  },
);
