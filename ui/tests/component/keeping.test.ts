// One's own edits of a calendar on their way to the desk: nothing is lost to a failure, and nothing stays there that was undone.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../src/App.svelte';
import { client } from '../../src/data/query';
import { go } from '../../src/data/route.svelte';
import type { CalendarDraft, CalendarEdits } from '../../src/data/api.gen';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { Keeping } from '../../src/screens/calendar/keeping.svelte';
import '../../src/styles/base.css';

const ask = { pack: 'hx-leather', name: 'service' };
let desk: FakeDesk;
let keeping: Keeping;
let draft: CalendarDraft;
beforeEach(async () => {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, delay: 0, ready: true });
  useHost(desk);
  keeping = new Keeping(ask.pack, ask.name);
  ({ draft } = await desk.call('calendar', { ...ask, year: null }));
});
afterEach(async () => {
  keeping.leave();
  await cleanup();
});
const edits = (reason: string): CalendarEdits => ({ revision: 3, from: draft, draft, reason });
const kept = async () => (await desk.call('calendar_edits', ask))?.edits.reason ?? null;

describe('edits', () => {
  test('that could not be kept are tried again by themselves', async () => {
    desk.failNext('keep_calendar_edits', new Failure('locked'));
    keeping.write(edits('one'));
    expect(await keeping.flush()).toBe(false);
    expect(keeping.settled).toBe(false);
    await expect.poll(kept).toBe('one');
    await expect.poll(() => keeping.settled).toBe(true);
  });
  test('that are undone while they are on their way do not stay at the desk', async () => {
    const call = desk.call.bind(desk);
    let come = () => {};
    const gate = new Promise<void>((ok) => (come = ok));
    let held = true;
    desk.call = async (name, args) => {
      if (name === 'keep_calendar_edits' && held) {
        held = false;
        await gate;
      }
      return call(name, args);
    };
    keeping.write(edits('one'));
    const flushed = keeping.flush();
    await expect.poll(() => held).toBe(false);
    keeping.write(null);
    // On its way is not settled, though nothing is edited any more.
    expect(keeping.settled).toBe(false);
    come();
    expect(await flushed).toBe(false);
    await expect.poll(() => keeping.settled).toBe(true);
    expect(await kept()).toBeNull();
  });
  test('are not tried again by a screen that one has left', async () => {
    desk.failAlways('keep_calendar_edits', new Failure('locked'));
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      keeping.write(edits('one'));
      expect(await keeping.flush()).toBe(false);
      keeping.leave();
      expect(await keeping.flush()).toBe(false);
      desk.failAlways('keep_calendar_edits', null);
      await vi.advanceTimersByTimeAsync(120_000);
    } finally {
      vi.useRealTimers();
    }
    expect(await kept()).toBeNull();
  });
});

test('edits that could not be read are not written over: the page says so, and asks again', async () => {
  await desk.call('keep_calendar_edits', {
    ...ask,
    edits: {
      ...edits('mine'),
      draft: { ...draft, days: [...draft.days, { date: '2026-11-27', hours: [], name: null }] },
    },
  });
  desk.failAlways('calendar_edits', new Failure('locked'));
  go('policies', 'calendars/hx-leather/service');
  const { container } = await render(App);
  container.style.height = '100%';
  await expect.element(page.getByText('Your unsaved changes could not be fetched', { exact: false })).toBeVisible();
  expect(document.querySelector('[data-day]')).toBeNull();
  desk.failAlways('calendar_edits', null);
  (page.getByRole('button', { name: 'Try again' }).element() as HTMLElement).click();
  await expect.element(page.getByText(/^Your change of /)).toBeVisible();
  expect(document.querySelector('[data-day="2026-11-27"]')?.getAttribute('aria-label')).toContain('closed, not saved');
  expect(await kept()).toBe('mine');
});
