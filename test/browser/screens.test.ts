// Every state on a phone in the light and on a desk in the dark, by turns on a tablet. Every state in every window and
// theme: screens.long.test.ts.
import { testScreens } from './look-at-screens.ts';

testScreens({
  german: (place) => [
    { width: 360, theme: 'light', axe: 'all' },
    { width: 768, theme: place % 2 === 0 ? 'light' : 'dark', axe: null },
    { width: 1440, theme: 'dark', axe: 'colours' },
  ],
  english: [360],
});
