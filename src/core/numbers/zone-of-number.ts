import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { E164 } from '../ids.ts';

/**
 * The IANA time zone a number's country lies in, or null: a country with several zones says nothing, nor does a mobile
 * abroad. It is where the number is from, not where its owner stands; no source tells that.
 */
export function zoneOfNumber(number: E164): string | null {
  const country = parsePhoneNumberFromString(number)?.country;
  return country === undefined ? null : (zones[country] ?? null);
}

/** Neighbours and where members go to live; IANA tz database, zone1970.tab. */
const zones: Readonly<Record<string, string>> = {
  ...{ DE: 'Europe/Berlin', AT: 'Europe/Vienna', CH: 'Europe/Zurich', LI: 'Europe/Vaduz' },
  ...{ LU: 'Europe/Luxembourg', BE: 'Europe/Brussels', NL: 'Europe/Amsterdam', FR: 'Europe/Paris' },
  ...{ DK: 'Europe/Copenhagen', PL: 'Europe/Warsaw', CZ: 'Europe/Prague', SK: 'Europe/Bratislava' },
  ...{ IT: 'Europe/Rome', SE: 'Europe/Stockholm', NO: 'Europe/Oslo', FI: 'Europe/Helsinki' },
  ...{ GB: 'Europe/London', IE: 'Europe/Dublin', GR: 'Europe/Athens', RO: 'Europe/Bucharest' },
  ...{ BG: 'Europe/Sofia', HR: 'Europe/Zagreb', HU: 'Europe/Budapest', SI: 'Europe/Ljubljana' },
  ...{ TR: 'Europe/Istanbul', IL: 'Asia/Jerusalem', IS: 'Atlantic/Reykjavik', LT: 'Europe/Vilnius' },
  ...{ LV: 'Europe/Riga', EE: 'Europe/Tallinn', MT: 'Europe/Malta' },
};
