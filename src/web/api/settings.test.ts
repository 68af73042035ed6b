import { expect, test } from 'vitest';
import { applyTextSize, defaultSettings, keepSettings, keptSettings } from './settings.ts';

test('nothing goes on by itself and nothing sounds until somebody wants it', () => {
  expect(defaultSettings).toMatchObject({ goesOnAlone: false, signVolume: 0, textSize: 100 });
});

test('what was kept is there again', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, it: string) => void kept.set(key, it),
  };
  const settings = { ...defaultSettings, textSize: 150, keys: { N: 'J' } } as const;
  keepSettings(storage, settings);
  expect(keptSettings(storage)).toEqual(settings);
});

test.each([null, 'no JSON', 'null', '7'])('with %j kept it is as the program has it', (text) => {
  expect(keptSettings({ getItem: () => text })).toEqual(defaultSettings);
});

test('the size of the text stands on the root, and nothing at 100 %', () => {
  const root = new Map<string, string>();
  const element = {
    setAttribute: (name: string, value: string) => root.set(name, value),
    removeAttribute: (name: string) => root.delete(name),
  } as unknown as HTMLElement; // The two doors that are used.
  applyTextSize(element, { textSize: 125 });
  expect([...root]).toEqual([['data-text-size', '125']]);
  applyTextSize(element, { textSize: 100 });
  expect(root.size).toBe(0);
});
