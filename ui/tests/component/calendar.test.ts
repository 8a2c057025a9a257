/** The calendar editor over the example desk: by keyboard and by mouse, from the edit to its revision. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { client } from '../../src/data/query';
import { go, route } from '../../src/data/route.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { hide } from '../../src/parts/open.svelte';
import '../../src/styles/base.css';

const SERVICE = 'calendars/hx-leather/service';
let desk: FakeDesk;
const press = (what: { element(): Element }) => (what.element() as HTMLElement).click();
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const day = (date: string) => document.querySelector<HTMLElement>(`[data-day="${date}"]`) as HTMLElement;
const row = (n: number) => document.querySelector<HTMLElement>(`[data-row="${n}"]`) as HTMLElement;
const text = () => document.body.innerText;

async function start(id: string = SERVICE, options: Parameters<typeof fake>[0] = {}) {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, delay: 0, ready: true, ...options });
  useHost(desk);
  go('policies', id);
  const { container } = await render(App);
  container.style.height = '100%';
  if (id === SERVICE) await expect.element(page.getByRole('heading', { name: /Shanghai service hours/ })).toBeVisible();
}
/** A click or drag with the mouse, by the middle of each. */
function drag(from: HTMLElement, to: HTMLElement = from, at: (box: DOMRect) => [number, number] = middle, until = at) {
  const fire = (type: string, el: Element, [clientX, clientY]: [number, number]) =>
    el.dispatchEvent(
      new PointerEvent(type, { clientX, clientY, button: 0, pointerId: 1, bubbles: true, cancelable: true }),
    );
  // The browser knows no pointer behind these events.
  Element.prototype.setPointerCapture = () => {};
  const start = at(from.getBoundingClientRect());
  const end = until(to.getBoundingClientRect());
  fire('pointerdown', document.elementFromPoint(...start) ?? from, start);
  fire('pointermove', from, [(start[0] + end[0]) / 2, start[1]]);
  fire('pointermove', from, end);
  fire('pointerup', from, end);
}
const middle = (box: DOMRect): [number, number] => [box.left + box.width / 2, box.top + box.height / 2];
const hour =
  (h: number) =>
  (box: DOMRect): [number, number] => [box.left + (box.width * h) / 24, box.top + box.height / 2];
const moved = () => expect.element(page.getByRole('heading', { name: /deadlines? moves?, / })).toBeVisible();
const kind = (date: string) => day(date).getAttribute('aria-label') ?? '';

beforeEach(() => setLook({ theme: 'light', scale: 100 }));
afterEach(async () => {
  hide();
  for (const one of toasts.list) dismiss(one.id);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
});

async function clean(what: string) {
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(
    result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3)}`),
    what,
  ).toEqual([]);
}

describe.each(['light', 'dark'] as const)('axe, %s', (theme) => {
  test('the list, the year with an edit, the week, a file', async () => {
    await start('calendars');
    setLook({ theme, scale: 100 });
    await expect.element(page.getByRole('button', { name: 'Shanghai service hours' })).toBeVisible();
    await clean('list');
    press(page.getByRole('button', { name: 'Shanghai service hours' }));
    await expect.element(page.getByRole('heading', { name: /Shanghai service hours, 2026/ })).toBeVisible();
    setLook({ theme, scale: 100 });
    drag(day('2026-11-27'));
    drag(day('2026-11-28'));
    await moved();
    await clean('year');
    await userEvent.keyboard('{Escape}v');
    await expect.element(page.getByRole('grid', { name: 'Hours of the weekdays' })).toBeVisible();
    row(0).focus();
    await clean('week');
    await userEvent.keyboard('i');
    press(page.getByRole('dialog').getByRole('button', { name: 'Choose a file…' }).first());
    await expect.element(page.getByText('2 lines can’t be taken')).toBeVisible();
    await clean('file');
  });
});

describe('the year', () => {
  test('a click closes a day; what moves is listed before it is saved, and the reason stays with the revision', async () => {
    await start();
    drag(day('2026-11-27'));
    await moved();
    expect(kind('2026-11-27')).toContain('closed, not saved, was as usual');
    const list = page.getByRole('list', { name: 'Deadlines that move' });
    await expect.element(list.getByRole('button').first()).toHaveAccessibleName(/from Fri 27 Nov.* to Mon 30 Nov/);
    await expect.element(page.getByText('none becomes late by it')).toBeVisible();
    await userEvent.keyboard('{Control>}s{/Control}');
    await expect.element(page.getByText('Write why: it stays with the revision.')).toBeVisible();
    await expect.poll(() => document.activeElement?.tagName).toBe('TEXTAREA');
    await userEvent.keyboard('Stocktaking');
    await userEvent.keyboard('{Control>}s{/Control}');
    await expect.element(page.getByText(/Revision 4 is in force\. \d+ deadlines moved\./)).toBeVisible();
    await expect.element(page.getByText('Stocktaking', { exact: true })).toBeVisible();
    expect(
      (await desk.call('calendar', { pack: 'hx-leather', name: 'service', year: null })).revisions[0],
    ).toMatchObject({ revision: 4, reason: 'Stocktaking' });
    await expect.poll(() => kind('2026-11-27')).toContain('closed, the desk’s change');
  });

  test('by keyboard: arrows walk, Space goes through what is possible, Enter goes into the day’s hours, Ctrl Z takes back', async () => {
    await start();
    day('2026-11-23').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');
    await expect.poll(() => document.activeElement?.getAttribute('data-day')).toBe('2026-12-02');
    await userEvent.keyboard(' ');
    await expect.poll(() => kind('2026-12-02')).toContain('closed');
    await userEvent.keyboard(' ');
    await expect.poll(() => kind('2026-12-02')).toContain('not saved');
    await expect.element(page.getByRole('dialog', { name: 'Wed 2 Dec' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => document.activeElement?.getAttribute('type')).toBe('radio');
    await userEvent.keyboard('{Tab}{Control>}a{/Control}9-12, 13-18{Enter}');
    await expect.poll(() => kind('2026-12-02')).toContain('09:00–12:00, 13:00–18:00');
    await expect.poll(() => document.activeElement?.getAttribute('data-day')).toBe('2026-12-02');
    await userEvent.keyboard('{Control>}z{/Control}{Control>}z{/Control}{Control>}z{/Control}');
    await expect.poll(() => text()).not.toContain('unsaved');
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.element(page.getByText('one unsaved change')).toBeVisible();
  });

  test('what is typed in a day’s card counts when one clicks elsewhere, and not when one escapes', async () => {
    await start();
    day('2026-12-02').focus();
    await userEvent.keyboard('  {Enter}{Tab}{Control>}a{/Control}10-16');
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await expect.poll(() => kind('2026-12-02')).toContain('10:00–16:00');
    day('2026-12-02').focus();
    await userEvent.keyboard('{Enter}{Tab}{Control>}a{/Control}11-12{Escape}');
    await expect.poll(() => document.querySelector('.beside')).toBeNull();
    expect(kind('2026-12-02')).toContain('10:00–16:00');
  });

  test('many days at once, by Shift and by dragging, are one edit', async () => {
    await start();
    day('2026-12-28').focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift} ');
    for (const date of ['2026-12-28', '2026-12-29', '2026-12-30'])
      await expect.poll(() => kind(date)).toContain('closed, not saved');
    drag(day('2026-11-25'), day('2026-11-27'));
    await expect.poll(() => kind('2026-11-26')).toContain('closed, not saved');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => kind('2026-11-26')).not.toContain('closed');
    expect(kind('2026-12-29')).toContain('closed');
  });

  test('arrows walk into the next year; each day stands once and one cell is the way in', async () => {
    await start();
    day('2026-12-31').focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('heading', { name: /2027/ })).toBeVisible();
    await expect.poll(() => document.activeElement?.getAttribute('data-day')).toBe('2027-01-01');
    expect(all('[data-day]')).toHaveLength(365);
    expect(all('[data-day][tabindex="0"]')).toHaveLength(1);
  });
});

describe('the week', () => {
  async function week(options: Parameters<typeof fake>[0] = {}) {
    await start(SERVICE, options);
    await userEvent.keyboard('v');
    await expect.element(page.getByRole('grid', { name: 'Hours of the weekdays' })).toBeVisible();
  }
  const hours = (name: string) => page.getByRole('textbox', { name: `Hours of ${name}` });

  test('by keyboard: a lunch break for two days, a night shift, a cleared day', async () => {
    await week();
    row(0).focus();
    await userEvent.keyboard('{ArrowRight>6/}{Shift>}{ArrowRight}{ArrowDown}{/Shift}{Delete}');
    await expect.element(hours('Monday')).toHaveValue('09:00–12:00, 13:00–21:00');
    await expect.element(hours('Tuesday')).toHaveValue('09:00–12:00, 13:00–21:00');
    await expect.element(hours('Wednesday')).toHaveValue('09:00–21:00');
    row(4).focus();
    await userEvent.keyboard('{End}{Shift>}{ArrowRight>12/}{/Shift}{Enter}');
    await expect.element(hours('Friday')).toHaveValue('09:00–21:00, 23:30–06:00');
    await expect.element(page.getByText('till 06:00 from Friday')).toBeVisible();
    row(2).focus();
    await userEvent.keyboard('{Home}{ArrowRight>20/}{Delete}');
    await expect.element(hours('Wednesday')).toHaveValue('');
    await moved();
  });
  test('typed: a figure goes to the row’s field; what is no hours says so and changes nothing', async () => {
    await week();
    row(5).focus();
    await userEvent.keyboard('9-13{Enter}');
    await expect.element(hours('Saturday')).toHaveValue('09:00–13:00');
    await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('5');
    await userEvent.fill(hours('Sunday'), '25-26');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Write hours as 9–12, 13–21; none may overlap.')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(hours('Sunday')).toHaveValue('');
    await expect.element(page.getByText('one unsaved change')).toBeVisible();
  });
  test('by mouse: drag opens, an edge resizes, the row below is the next day', async () => {
    await week();
    drag(row(5), row(5), hour(10), hour(14));
    await expect.element(hours('Saturday')).toHaveValue('10:00–14:00');
    const edge = all('[data-grip="close"][data-day="5"]')[0] as HTMLElement;
    drag(edge, row(5), middle, hour(16));
    await expect.element(hours('Saturday')).toHaveValue('10:00–16:00');
    drag(row(3), row(4), hour(22), hour(6));
    await expect.element(hours('Thursday')).toHaveValue('09:00–21:00, 22:00–06:00');
    drag(row(5), row(5), hour(12), hour(14));
    await expect.element(hours('Saturday')).toHaveValue('12:00–18:00');
  });
  test('a calendar that never opens can’t be saved', async () => {
    await start('calendars/help-center/service');
    await expect.element(page.getByRole('heading', { name: /Around the clock/ })).toBeVisible();
    await userEvent.keyboard('v');
    await expect.element(page.getByRole('grid', { name: 'Hours of the weekdays' })).toBeVisible();
    row(0).focus();
    await userEvent.keyboard('{Home}{Shift>}{ArrowDown>6/}{ArrowRight>48/}{/Shift}{Delete}');
    await expect.element(page.getByRole('heading', { name: 'The week needs at least one opening' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Save revision/ })).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('an edit', () => {
  test('is kept by leaving; who comes back goes on with it or gives it up', async () => {
    await start();
    drag(day('2026-11-27'));
    await moved();
    const made = kind('2026-11-27');
    await userEvent.keyboard('gt');
    await expect.poll(() => route.screen).toBe('today');
    await expect.element(page.getByText('Your change is kept for you here, not in force yet.')).toBeVisible();
    go('policies', SERVICE);
    await expect.element(page.getByText(/^Your change of /)).toBeVisible();
    expect(kind('2026-11-27')).toBe(made);
    press(page.getByRole('button', { name: 'Discard' }).first());
    await expect.poll(() => kind('2026-11-27')).not.toBe(made);
  });
  test('is kept by the way back of the window too', async () => {
    await start();
    drag(day('2026-11-27'));
    await moved();
    history.back();
    await expect.poll(() => route.id).not.toBe(SERVICE);
    go('policies', SERVICE);
    await expect.element(page.getByText(/^Your change of /)).toBeVisible();
  });
  test('meets somebody else’s revision: both values, two keys, and mine can stand on theirs', async () => {
    await start();
    drag(day('2026-11-27'));
    await moved();
    const theirs = (await desk.call('calendar', { pack: 'hx-leather', name: 'service', year: null })).draft;
    await desk.call('save_calendar', {
      pack: 'hx-leather',
      name: 'service',
      draft: {
        ...theirs,
        days: [
          ...theirs.days,
          { date: '2026-11-27', hours: [{ from: '09:00', to: '12:00' }], name: null },
          { date: '2026-12-30', hours: [], name: null },
        ],
      },
      reason: 'Half a day',
      revision: 3,
      job: null,
    });
    await expect.element(page.getByText(/saved revision 4 meanwhile: “Half a day”/)).toBeVisible();
    await expect.element(page.getByRole('row', { name: 'Fri 27 Nov closed 09:00–12:00' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Save revision/ })).toHaveAttribute('aria-disabled', 'true');
    press(page.getByRole('button', { name: 'Put mine on top' }));
    await expect.element(page.getByText('revision 4', { exact: true }).first()).toBeVisible();
    await expect.poll(() => kind('2026-11-27')).toContain('closed, not saved, was 09:00–12:00');
    expect(kind('2026-12-30')).toContain('closed, the desk’s change');
  });
  test('can go back to the pack’s own', async () => {
    await start();
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('pack’s own{Enter}');
    await expect.poll(() => kind('2026-12-31')).toContain('as usual');
    await expect.element(page.getByRole('button', { name: /Save revision 4/ })).not.toHaveAttribute('aria-disabled');
    await userEvent.fill(page.getByRole('textbox', { name: 'Reason' }), 'Fair is over');
    press(page.getByRole('button', { name: /Save revision 4/ }));
    await expect.element(page.getByText('the pack’s own', { exact: true })).toBeVisible();
  });
});

describe('a rehearsal', () => {
  test('of long work tells how far it is and can be stopped; nothing is saved without it', async () => {
    await start(SERVICE, { slow: 20_000 });
    drag(day('2026-11-27'));
    await expect.element(page.getByText(/of 100,000/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Save revision/ })).toHaveAttribute('aria-disabled', 'true');
    press(page.getByRole('button', { name: 'Stop' }));
    await expect.element(page.getByRole('heading', { name: 'Rehearsal stopped' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Save revision/ })).toHaveAttribute('aria-disabled', 'true');
  });
  test('lists thousands without drawing them all, and reads on as one scrolls', async () => {
    await start(SERVICE, { more: 3000 });
    drag(day('2026-11-24'));
    await moved();
    const list = page.getByRole('list', { name: 'Deadlines that move' }).element() as HTMLElement;
    await expect.poll(() => list.querySelectorAll('button').length).toBeGreaterThan(5);
    expect(list.querySelectorAll('button').length).toBeLessThan(60);
    const high = list.scrollHeight;
    list.scrollTop = high;
    await expect.poll(() => list.scrollHeight).toBeGreaterThan(high * 1.5);
  });
  test('that fails says why and can be asked again', async () => {
    await start();
    desk.failNext('rehearse', new Failure('locked'));
    drag(day('2026-11-27'));
    await expect.element(page.getByText('Another program holds the records')).toBeVisible();
    press(page.getByRole('button', { name: 'Try again' }));
    await moved();
  });
  test('says what becomes late by it first', async () => {
    await start();
    // Saturday and Sunday worked after all: what was due today is overdue then.
    drag(day('2026-11-21'), day('2026-11-22'));
    await expect.element(page.getByRole('heading', { name: /becomes? late by it/ })).toBeVisible();
    const list = page.getByRole('list', { name: 'Deadlines that move' });
    await expect.element(list.getByRole('button').first()).toHaveAccessibleName(/, late by it$/);
  });
});

describe('days of a file', () => {
  test('are looked at, with what can’t be taken by line; then they are edits, and the year is complete when one says so', async () => {
    await start();
    press(page.getByRole('button', { name: 'Add 2027' }));
    const ask = page.getByRole('dialog', { name: 'Add 2027' });
    await expect.element(ask).toBeVisible();
    press(ask.getByRole('button', { name: 'Choose a file…' }).first());
    await expect.element(ask.getByText('line 14')).toBeVisible();
    await expect.element(ask.getByText(/“03\/04\/2027” may be two dates/)).toBeVisible();
    const complete = ask.getByRole('checkbox', { name: /2027 is complete/ });
    await expect.element(complete).not.toBeChecked();
    press(complete);
    press(ask.getByRole('button', { name: 'Change 11 days' }));
    await expect.element(page.getByRole('heading', { name: /2027/ })).toBeVisible();
    await expect.poll(() => kind('2027-02-08')).toContain('closed (春节)');
    expect(kind('2027-02-20')).toContain('09:00–21:00 (调休上班)');
    await expect.poll(() => text()).not.toContain('2027 has no published holidays yet');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(page.getByText(/2027 has no published holidays yet/)).toBeVisible();
  });
  test('may be dropped on the window', async () => {
    await start();
    desk.push({ type: 'drag', over: true });
    await expect.element(page.getByText('Drop a file of holidays')).toBeVisible();
    desk.push({ type: 'dropped', paths: ['upload:1'], names: ['team.ics'] });
    await expect.element(page.getByText('“Team meeting” repeats. Only its single days can be taken.')).toBeVisible();
  });
});

describe('the page', () => {
  test('is reached from the palette, by G D, and from why a deadline is what it is', async () => {
    await start('calendars');
    go('today');
    await userEvent.keyboard('gd');
    await expect.poll(() => route.id).toBe('calendars');
    go('cases', 'case-4127');
    await expect.element(page.getByRole('heading', { name: /^Zip pulls/ })).toBeVisible();
    await userEvent.keyboard('y');
    const link = page.getByRole('button', { name: 'See the calendar' });
    await expect.element(link).toBeVisible();
    press(link);
    await expect.poll(() => route.id).toBe(SERVICE);
    await expect.element(page.getByRole('heading', { name: /Shanghai service hours/ })).toBeVisible();
  });
  test('says what it could not fetch, with the way out', async () => {
    client.clear();
    setLanguage('en');
    desk = fake({ frozen: true, delay: 0, ready: true });
    desk.failNext('calendar', new Failure('locked'));
    useHost(desk);
    go('policies', SERVICE);
    await render(App);
    await expect.element(page.getByText('The calendar could not be fetched.', { exact: false })).toBeVisible();
    press(page.getByRole('button', { name: 'Try again' }));
    await expect.element(page.getByRole('heading', { name: /Shanghai service hours/ })).toBeVisible();
  });
  test.each([100, 150])('does not scroll sideways at a text size of %i', async (scale) => {
    await start();
    setLook({ theme: 'light', scale });
    drag(day('2026-11-27'));
    await moved();
    const wide = () =>
      [document.documentElement, ...all('main *')].filter(
        (el) => el.scrollWidth > el.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(el).overflowX),
      ).length;
    expect(wide()).toBe(0);
    await userEvent.keyboard('v');
    await expect.element(page.getByRole('grid', { name: 'Hours of the weekdays' })).toBeVisible();
    expect(wide()).toBe(0);
    setLook({ theme: 'light', scale: 100 });
  });
  test('speaks Chinese', async () => {
    await start();
    setLanguage('zh-CN');
    drag(day('2026-11-27'));
    await expect.element(page.getByRole('heading', { name: /个时限移动，无一因此逾期/ })).toBeVisible();
  });
});
