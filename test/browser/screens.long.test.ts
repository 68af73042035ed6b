// Every state in every window and theme.
import { testScreens } from './look-at-screens.ts';

testScreens({
  hasPictures: true,
  german: () => [
    { width: 360, theme: 'light', axe: 'all' },
    { width: 768, theme: 'light', axe: null },
    { width: 1440, theme: 'light', axe: 'all' },
    { width: 1440, theme: 'dark', axe: 'colours' },
    { width: 768, theme: 'dark', axe: null },
    { width: 360, theme: 'dark', axe: 'colours' },
  ],
  english: () => [360, 1440],
});
