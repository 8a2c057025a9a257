/** What floats over the page: at most one thing at a time. The call card stands beside it: see `data/calls`. */
export type Floating = 'palette' | 'help' | 'clock' | 'import' | 'export' | null;
let floating = $state<Floating>(null);

export const open = {
  get floating() {
    return floating;
  },
};

export function show(what: Floating): void {
  floating = what;
}

export function hide(what?: Floating): void {
  if (!what || floating === what) floating = null;
}
