/** From a key event to the name of a key, the same on every keyboard and system. Knows nothing of actions. */

/** Whether the platform says Command where others say Ctrl. */
export const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** An input method is at work: the key is part of a word. */
export const composing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** The event happens in something one writes into. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  );
}

/** As in `mod+k`, `shift+w`, `?`. Null for a modifier alone. */
export function nameOf(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Unidentified'].includes(event.key)) return null;
  const mod = mac ? event.metaKey : event.ctrlKey;
  // With Alt held many layouts give another letter; the place of the key counts then.
  const letter =
    event.altKey && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
  const shift = event.shiftKey && (letter.length > 1 || /[a-z]/.test(letter));
  return [mod && 'mod', event.altKey && 'alt', shift && 'shift', letter === ' ' ? 'space' : letter]
    .filter(Boolean)
    .join('+');
}

/** For people: `Ctrl K`, `G T`, `↵`. One string a key cap. */
export function caps(key: string): string[] {
  const word: Record<string, string> = {
    mod: mac ? '⌘' : 'Ctrl',
    alt: mac ? '⌥' : 'Alt',
    shift: mac ? '⇧' : 'Shift',
    enter: '↵',
    escape: 'Esc',
    arrowup: '↑',
    arrowdown: '↓',
    insert: 'Ins',
    delete: 'Del',
  };
  return key.split(/[ +]/).map((part) => word[part] ?? part.toUpperCase());
}
