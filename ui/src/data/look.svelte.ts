/** Theme and text size, as the settings say; remembered in the page so that the window opens as it was closed. */
export type Theme = 'light' | 'dark' | 'system';

let theme = $state<Theme>('system');
let scale = $state(100);
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function show(): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  root.style.setProperty('--text-scale', String(scale / 100));
}
dark.addEventListener('change', show);

export const look = {
  get theme() {
    return theme;
  },
  get scale() {
    return scale;
  },
};

export function setLook(next: { theme: string; scale: number }): void {
  theme = next.theme === 'light' || next.theme === 'dark' ? next.theme : 'system';
  scale = [100, 125, 150].includes(next.scale) ? next.scale : 100;
  localStorage.setItem('look', JSON.stringify({ theme, scale }));
  show();
}

/** Before the first paint. */
export function rememberedLook(): void {
  try {
    setLook(JSON.parse(localStorage.getItem('look') ?? '{}') as { theme: string; scale: number });
  } catch {
    setLook({ theme: 'system', scale: 100 });
  }
}
