/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How somebody uses the page. */
export interface Hands {
  press(button: Locator): Promise<void>;
  /** A radio button or a box to tick. */
  choose(answer: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** The option that lies so many after the one shown. */
  moveOn(list: Locator, options: number): Promise<void>;
  /** Saves by the card of an outcome, in one go. */
  decide(card: Locator): Promise<void>;
}

/** By mouse, or with `isTouch` by a finger. */
export function pointer(page: Page, isTouch = false): Hands {
  const press = (it: Locator) => (isTouch ? it.tap() : it.click());
  // What one sees and hits is the label around it.
  const choose = (it: Locator) => press(it.locator('xpath=ancestor::label'));
  return {
    press,
    choose,
    async write(field, text) {
      await press(field);
      // As three clicks do; the keyboard's Tab does it by itself.
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    async moveOn(list, options) {
      // The list itself is drawn by the browser, outside of the page.
      const place = await list.evaluate((it: HTMLSelectElement) => it.selectedIndex);
      await list.selectOption({ index: place + options });
    },
    decide: choose,
  };
}

/** Nobody tabs further than this to get anywhere. */
const MOST_TABS = 120;

/** By keyboard alone: whatever is used was reached by it, and the place is always seen. */
export function keyboard(page: Page): Hands {
  let hasBegun = false;
  let presses = 0;
  const key = (name: string) => page.keyboard.press(name);
  const isAt = (it: Locator) => it.evaluate((node) => node === document.activeElement);
  /** For a group of radio buttons any one of them. */
  const isInGroup = (it: Locator) =>
    it.evaluate((node: HTMLInputElement) => {
      const here = document.activeElement;
      return here instanceof HTMLInputElement && here.type === 'radio' && here.name === node.name;
    });
  const reach = async (it: Locator, isThere = isAt) => {
    await it.waitFor({ state: 'attached' });
    // A page that has just been opened begins at its beginning.
    if (hasBegun) expect(await placeOfFocus(page), `on the way to ${it}`).not.toBe('lost');
    hasBegun = true;
    for (let tabs = 0; !(await isThere(it)); tabs += 1) {
      if (tabs === MOST_TABS) throw new Error(`the keyboard does not come to ${it}`);
      await key('Tab');
    }
    expect(await placeOfFocus(page), `at ${it}`).toBe('seen');
  };
  const choose = async (it: Locator) => {
    if ((await it.getAttribute('type')) === 'checkbox') {
      await reach(it);
      if (!(await it.isChecked())) await key('Space');
      return;
    }
    await reach(it, isInGroup);
    if (!(await it.isChecked()) && (await isAt(it))) await key('Space');
    while (!(await isAt(it))) await key('ArrowDown');
    expect(await it.isChecked()).toBe(true);
  };
  return {
    async press(button) {
      const altKey = await altKeyOf(button);
      // Whoever has found out the keys does not tab; both ways are gone, by turns.
      if (altKey !== null && presses++ % 2 === 1) return key(`Alt+${altKey}`);
      await reach(button);
      await key('Enter');
    },
    choose,
    async write(field, text) {
      await reach(field);
      await page.keyboard.type(text);
    },
    async moveOn(list, options) {
      await reach(list);
      for (let step = 0; step < options; step += 1) await key('ArrowDown');
    },
    async decide(card) {
      await choose(card);
      await key('Enter');
    },
  };
}

/** What the hint beside the words says. */
async function altKeyOf(button: Locator): Promise<string | null> {
  await button.waitFor();
  const hint = button.locator('.key');
  return (await hint.count()) === 0 ? null : (await hint.innerText()).replace('Alt ', '').toLowerCase();
}

/** Whether what has the keyboard's focus is marked and stands in the window; `lost`: nothing has it. */
export function placeOfFocus(page: Page): Promise<'seen' | 'unseen' | 'lost'> {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (here === null || here === document.body) return 'lost';
    const shown = here.classList.contains('vh') ? here.closest('label') : here;
    if (shown === null) return 'unseen';
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    const { top, bottom, left, right } = shown.getBoundingClientRect();
    const isInWindow = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    const isMarked = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    return isInWindow && isMarked ? 'seen' : 'unseen';
  });
}
