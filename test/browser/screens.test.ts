// Every state on a phone in the light, and in the dark on a desk or a tablet by turns. Every state in every window and
// theme: screens.long.test.ts.
import { testScreens } from './look-at-screens.ts';

testScreens({
  german: (place) => [
    { width: 360, theme: 'light', axe: 'all' },
    { width: place % 2 === 0 ? 1440 : 768, theme: 'dark', axe: 'colours' },
  ],
  english: [360],
});
