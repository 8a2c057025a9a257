/** Where one is: a screen and what stands open on it, kept in the address so that Back works. */
export const screens = ['today', 'cases', 'customers', 'surveys', 'forms', 'policies', 'settings'] as const;
export type ScreenName = (typeof screens)[number];
export interface Route {
  screen: ScreenName;
  /**
   * What stands open: a case on `cases`, a customer on `customers`, a form on `forms`, a section on `settings`, a pack on
   * `policies`, or there `calendars`, `calendars/<pack>/<name>`, `declared`, `declared/new`, `declared/<id>`.
   */
  id: string | null;
}

function read(hash: string): Route {
  const [screen, ...parts] = hash.replace(/^#\/?/, '').split('/');
  return {
    screen: screens.includes(screen as ScreenName) ? (screen as ScreenName) : 'today',
    id: parts.map(decodeURIComponent).join('/') || null,
  };
}
const write = ({ screen, id }: Route): string =>
  `#/${screen}${id ? `/${id.split('/').map(encodeURIComponent).join('/')}` : ''}`;

let current = $state.raw<Route>(read(location.hash));

/**
 * Asks before one leaves a screen with something unsaved: gives whether one may go, and where not, gets what goes on
 * once that is settled.
 */
type Guard = (next: Route, goOn: () => void) => boolean;
let guard: Guard | null = null;

/** Guards the screen while the calling component lives. Call it while the component is made. */
export function guardLeaving(fn: Guard): void {
  $effect.pre(() => {
    guard = fn;
    return () => {
      if (guard === fn) guard = null;
    };
  });
}

let passing = false;
/** Whether one may go; where not, the guard has what goes on. */
function may(next: Route, quiet = false): boolean {
  if (!guard || passing || write(next) === write(current)) return true;
  return guard(next, () => {
    passing = true;
    go(next.screen, next.id, quiet);
    passing = false;
  });
}

// The address has changed already when this is heard: one who may not go stays where he was.
function moved(): void {
  const next = read(location.hash);
  if (may(next)) current = next;
  else history.pushState(null, '', write(current));
}
window.addEventListener('hashchange', moved);
window.addEventListener('popstate', moved);

/** Reactive. */
export const route = {
  get screen() {
    return current.screen;
  },
  get id() {
    return current.id;
  },
};

/** Goes to a screen. `quiet` leaves no step for Back. */
export function go(screen: ScreenName, id: string | null = null, quiet = false): void {
  const next = { screen, id };
  if (!may(next, quiet)) return;
  const hash = write(next);
  if (quiet) history.replaceState(null, '', hash);
  else if (location.hash !== hash) history.pushState(null, '', hash);
  current = next;
}

let task = $state<string | null>(null);

/** Opens a case wherever one is, with one of its tasks in focus where that is named. */
export function openCase(id: string, onTask: string | null = null): void {
  task = onTask;
  go('cases', id);
}

/** The task that the opened case is to show; reactive. */
export const taskAsked = (): string | null => task;

/** It is shown, or not there any more. */
export const taskShown = (): void => void (task = null);
