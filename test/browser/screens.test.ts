// Every third state, once: most on a phone in the light, by turns in the dark on a desk or a tablet, some in English besides.
// Every state in every window and theme: screens.long.test.ts, which takes the pictures, too.
import { type Look, testScreens } from './look-at-screens.ts';

const phone: Look = { width: 360, theme: 'light', axe: 'all' };
const byTurns: readonly Look[] = [
  { width: 1440, theme: 'dark', axe: 'all' },
  phone,
  phone,
  { width: 768, theme: 'dark', axe: 'all' },
  phone,
  phone,
];

testScreens({
  hasPictures: false,
  takes: (place) => place % 3 === 0,
  german: (place) => [byTurns[(place / 3) % byTurns.length] ?? phone],
  english: (place) => (place % 12 === 3 ? [360] : []),
});
