/** Where one is: a screen and what stands open on it, kept in the address so that Back works. */
export const screens = ['today', 'cases', 'customers', 'surveys', 'forms', 'settings'] as const;
export type ScreenName = (typeof screens)[number];
export interface Route {
  screen: ScreenName;
  /** What stands open: a case on `cases`, a customer on `customers`, a form on `forms`, a section on `settings`. */
  id: string | null;
}

function read(hash: string): Route {
  const [screen, id] = hash.replace(/^#\/?/, '').split('/');
  return {
    screen: screens.includes(screen as ScreenName) ? (screen as ScreenName) : 'today',
    id: id ? decodeURIComponent(id) : null,
  };
}

let current = $state.raw<Route>(read(location.hash));
window.addEventListener('hashchange', () => (current = read(location.hash)));

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
  const hash = `#/${screen}${id ? `/${encodeURIComponent(id)}` : ''}`;
  if (quiet) history.replaceState(null, '', hash);
  else if (location.hash !== hash) history.pushState(null, '', hash);
  current = { screen, id };
}
window.addEventListener('popstate', () => (current = read(location.hash)));

/** Opens a case wherever one is. */
export const openCase = (id: string): void => go('cases', id);
