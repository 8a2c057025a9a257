import { untrack } from 'svelte';

/** Files that fall on the window: mail, unless the screen has a use of its own for them. */
export interface Taker {
  /** Takes them and gives true, or leaves them. */
  take: (paths: string[], names: string[]) => boolean;
  title: () => string;
  help: () => string;
}
let takers = $state.raw<Taker[]>([]);

/** Takes drops while the calling component lives. Call it while the component is made. */
export function takeDrops(taker: Taker): void {
  $effect.pre(() => {
    untrack(() => (takers = [...takers, taker]));
    return () => (takers = takers.filter((one) => one !== taker));
  });
}

/** Who would take a drop now; null: it is mail. Reactive. */
export const dropTaker = (): Taker | null => takers.at(-1) ?? null;
