/**
 * Where a row went with the focus in it, or was moved, the one in its place gets the focus, or else the first button below.
 * Call it while the component is made; what it gives is told the row that one acts on.
 */
export function keepFocus(box: () => HTMLElement | undefined, ids: () => string[]): (id: string) => void {
  let held: { id: string; at: number } | null = null;
  $effect(() => {
    const now = ids();
    if (!held || document.activeElement !== document.body) return;
    const stays = now.indexOf(held.id);
    const checks = box()?.querySelectorAll<HTMLElement>('[role="checkbox"]') ?? [];
    const next = checks[stays < 0 ? Math.min(held.at, now.length - 1) : stays];
    (next ?? box()?.querySelector<HTMLElement>('button'))?.focus();
    held = null;
  });
  return (id) => (held = { id, at: ids().indexOf(id) });
}
