// Every state on a phone in the light; by turns also in the dark on a desk, on a tablet, or in English. Every state in every
// window and theme: screens.long.test.ts.
import { testScreens } from './look-at-screens.ts';

testScreens({
  german: (place) => [
    { width: 360, theme: 'light', axe: 'all' },
    ...(place % 6 === 0 ? [{ width: 1440, theme: 'dark', axe: 'colours' } as const] : []),
    ...(place % 6 === 3 ? [{ width: 768, theme: 'dark', axe: 'colours' } as const] : []),
  ],
  english: (place) => (place % 6 === 1 ? [360] : []),
});
