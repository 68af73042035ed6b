import { describe, expect, test } from 'vitest';
import table from './postcode-states.json' with { type: 'json' };
import { statesOfPostcode } from './state-of-postcode.ts';

describe('well-known places lie in their state', () => {
  test.each([
    ['70173', 'BW', 'Stuttgart'],
    ['79098', 'BW', 'Freiburg'],
    ['68159', 'BW', 'Mannheim'],
    ['89073', 'BW', 'Ulm'],
    ['97877', 'BW', 'Wertheim'],
    ['88212', 'BW', 'Ravensburg'],
    ['80331', 'BY', 'München'],
    ['90402', 'BY', 'Nürnberg'],
    ['86150', 'BY', 'Augsburg'],
    ['89231', 'BY', 'Neu-Ulm'],
    ['88131', 'BY', 'Lindau'],
    ['63739', 'BY', 'Aschaffenburg'],
    ['96450', 'BY', 'Coburg'],
    ['10117', 'BE', 'Berlin-Mitte'],
    ['12043', 'BE', 'Berlin-Neukölln'],
    ['14195', 'BE', 'Berlin-Dahlem'],
    ['14467', 'BB', 'Potsdam'],
    ['03046', 'BB', 'Cottbus'],
    ['15230', 'BB', 'Frankfurt (Oder)'],
    ['12529', 'BB', 'Schönefeld, among Berlin codes'],
    ['04910', 'BB', 'Elsterwerda, among Saxon codes'],
    ['28195', 'HB', 'Bremen'],
    ['27568', 'HB', 'Bremerhaven'],
    ['20095', 'HH', 'Hamburg'],
    ['21073', 'HH', 'Hamburg-Harburg'],
    ['27499', 'HH', 'Neuwerk in the North Sea'],
    ['60311', 'HE', 'Frankfurt am Main'],
    ['34117', 'HE', 'Kassel'],
    ['65183', 'HE', 'Wiesbaden'],
    ['55246', 'HE', 'Mainz-Kostheim, which is Wiesbaden’s'],
    ['68519', 'HE', 'Viernheim'],
    ['19053', 'MV', 'Schwerin'],
    ['18055', 'MV', 'Rostock'],
    ['17489', 'MV', 'Greifswald'],
    ['30159', 'NI', 'Hannover'],
    ['49074', 'NI', 'Osnabrück'],
    ['37073', 'NI', 'Göttingen'],
    ['21335', 'NI', 'Lüneburg'],
    ['50667', 'NW', 'Köln'],
    ['44135', 'NW', 'Dortmund'],
    ['48143', 'NW', 'Münster'],
    ['32423', 'NW', 'Minden'],
    ['55116', 'RP', 'Mainz'],
    ['54290', 'RP', 'Trier'],
    ['66482', 'RP', 'Zweibrücken'],
    ['57518', 'RP', 'Betzdorf'],
    ['66111', 'SL', 'Saarbrücken'],
    ['66740', 'SL', 'Saarlouis'],
    ['01067', 'SN', 'Dresden'],
    ['04109', 'SN', 'Leipzig'],
    ['09111', 'SN', 'Chemnitz'],
    ['08523', 'SN', 'Plauen'],
    ['02826', 'SN', 'Görlitz'],
    ['39104', 'ST', 'Magdeburg'],
    ['06108', 'ST', 'Halle'],
    ['38855', 'ST', 'Wernigerode'],
    ['29410', 'ST', 'Salzwedel'],
    ['24103', 'SH', 'Kiel'],
    ['23552', 'SH', 'Lübeck'],
    ['22846', 'SH', 'Norderstedt'],
    ['27498', 'SH', 'Helgoland'],
    ['99084', 'TH', 'Erfurt'],
    ['07743', 'TH', 'Jena'],
    ['04600', 'TH', 'Altenburg, among Saxon codes'],
    ['37308', 'TH', 'Heiligenstadt'],
    ['96515', 'TH', 'Sonneberg'],
    ['98527', 'TH', 'Suhl'],
  ])('%s is in %s (%s)', (postcode, state) => {
    expect(statesOfPostcode(postcode)).toEqual([state]);
  });
});

test.each([
  ['07919', ['SN', 'TH']],
  ['14715', ['BB', 'ST']],
  ['19273', ['MV', 'NI']],
  ['22145', ['HH', 'SH']],
  ['59969', ['HE', 'NW']],
  ['89081', ['BW', 'BY']],
])('%s lies on a border, in %j', (postcode, states) => {
  expect(statesOfPostcode(postcode)).toEqual(states);
});

test.each([
  ['one within a region', '27639', ['NI']],
  ['one before the first of its region', '60306', ['HE']],
  ['one between two states', '19307', ['MV', 'BB']],
  ['one above the last', '99999', ['TH']],
])('a code given out later has its neighbours’ states: %s', (_, postcode, states) => {
  expect(statesOfPostcode(postcode)).toEqual(states);
});

test.each(['D-01067', 'DE 01067', ' 01067 '])('%j is read as 01067', (postcode) => {
  expect(statesOfPostcode(postcode)).toEqual(['SN']);
});

test.each(['', '00000', '05123', '43210', '1067', '8010', '010671', '0106a', 'k.A.'])(
  '%j is in no state that we know',
  (postcode) => {
    expect(statesOfPostcode(postcode)).toEqual([]);
  },
);

test('the table is in order, without overlap, and names all sixteen states', () => {
  const codes = table.ranges.flatMap(([first, last]) => [first ?? '', last ?? '']);
  expect(codes).toEqual(codes.toSorted());
  const named = new Set(table.ranges.flatMap(([, , states]) => states?.split('+')));
  expect([...named].sort().join(' ')).toBe('BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH');
});
