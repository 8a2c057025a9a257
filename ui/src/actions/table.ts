/**
 * Every action with its key: the source of the shortcuts, the palette, the help sheet and the hints on buttons.
 * What an action does is bound where it can be done (see `actions.svelte.ts`).
 *
 * Keys: `mod` is Ctrl, on a Mac Command; two keys with a space between are struck one after the other. In one place
 * (`at`) and in `everywhere` together, no key stands twice; a test holds that.
 */
export type Place =
  | 'everywhere'
  | 'cases'
  | 'call'
  | 'strip'
  | 'why'
  | 'today'
  | 'customers'
  | 'surveys'
  | 'forms'
  | 'policies'
  | 'calendar'
  | 'declared'
  | 'settings';
export type Group = 'case' | 'go' | 'desk' | 'list' | 'here';

export interface Entry {
  /** Its sentence is `act-<id with dashes>`. */
  key: string | null;
  at: Place;
  group: Group;
  /** Not in the palette: it only makes sense as a key. */
  keyOnly?: true;
}

export const table = {
  palette: { key: 'mod+k', at: 'everywhere', group: 'desk', keyOnly: true },
  help: { key: '?', at: 'everywhere', group: 'desk' },
  call: { key: 'mod+alt+n', at: 'everywhere', group: 'desk' },
  'import-mail': { key: 'mod+o', at: 'everywhere', group: 'desk' },
  'import-chat': { key: null, at: 'everywhere', group: 'desk' },
  'import-table': { key: null, at: 'everywhere', group: 'desk' },
  'export-table': { key: null, at: 'everywhere', group: 'desk' },
  mask: { key: 'f8', at: 'everywhere', group: 'desk' },
  undo: { key: 'mod+z', at: 'everywhere', group: 'desk', keyOnly: true },
  'move-clock': { key: null, at: 'everywhere', group: 'desk' },
  'go-today': { key: 'g t', at: 'everywhere', group: 'go' },
  'go-cases': { key: 'g c', at: 'everywhere', group: 'go' },
  'go-customers': { key: 'g u', at: 'everywhere', group: 'go' },
  'go-surveys': { key: 'g s', at: 'everywhere', group: 'go' },
  'go-forms': { key: 'g f', at: 'everywhere', group: 'go' },
  'go-calendars': { key: 'g d', at: 'everywhere', group: 'go' },
  'go-declared': { key: 'g l', at: 'everywhere', group: 'go' },
  declare: { key: null, at: 'everywhere', group: 'desk' },
  'go-policies': { key: 'g p', at: 'everywhere', group: 'go' },
  'go-settings': { key: 'g ,', at: 'everywhere', group: 'go' },

  search: { key: '/', at: 'cases', group: 'list' },
  'list-next': { key: 'j', at: 'cases', group: 'list', keyOnly: true },
  'list-previous': { key: 'k', at: 'cases', group: 'list', keyOnly: true },
  'list-open': { key: 'enter', at: 'cases', group: 'list', keyOnly: true },
  'list-new': { key: 'l', at: 'cases', group: 'list', keyOnly: true },
  'case-reply': { key: 'r', at: 'cases', group: 'case' },
  'case-note': { key: 'n', at: 'cases', group: 'case' },
  'case-classify': { key: 'q', at: 'cases', group: 'case' },
  'case-wait': { key: 'w', at: 'cases', group: 'case' },
  'case-resume': { key: 'shift+w', at: 'cases', group: 'case' },
  'case-solve': { key: 'e', at: 'cases', group: 'case' },
  'case-close': { key: 'shift+e', at: 'cases', group: 'case' },
  'case-reopen': { key: 'o', at: 'cases', group: 'case' },
  'case-hand-over': { key: 'h', at: 'cases', group: 'case' },
  'case-form': { key: 'p', at: 'cases', group: 'case' },
  'case-task': { key: 't', at: 'cases', group: 'case' },
  'case-session': { key: 'v', at: 'cases', group: 'case' },
  'case-why': { key: 'y', at: 'cases', group: 'case' },
  'case-send': { key: 'mod+enter', at: 'cases', group: 'case', keyOnly: true },
  'case-facts': { key: '.', at: 'cases', group: 'case' },
  'fact-customer': { key: '1', at: 'cases', group: 'case', keyOnly: true },
  'fact-forms': { key: '2', at: 'cases', group: 'case', keyOnly: true },
  'fact-files': { key: '3', at: 'cases', group: 'case', keyOnly: true },
  'fact-policy': { key: '4', at: 'cases', group: 'case', keyOnly: true },
  'fact-tasks': { key: '5', at: 'cases', group: 'case', keyOnly: true },
  'case-back': { key: 'escape', at: 'cases', group: 'list', keyOnly: true },
  'case-customer': { key: 'u', at: 'cases', group: 'case' },

  'form-file': { key: 'mod+enter', at: 'forms', group: 'here' },
  'form-print': { key: 'mod+p', at: 'forms', group: 'here' },
  'form-save': { key: 'mod+s', at: 'forms', group: 'here' },
  'form-back': { key: 'escape', at: 'forms', group: 'here', keyOnly: true },
  'customer-search': { key: '/', at: 'customers', group: 'list' },
  'customer-erase': { key: null, at: 'customers', group: 'here' },
  'customer-new': { key: 'c', at: 'customers', group: 'here' },
  'customer-edit': { key: 'e', at: 'customers', group: 'here' },
  'calendar-save': { key: 'mod+s', at: 'calendar', group: 'here' },
  'calendar-redo': { key: 'mod+shift+z', at: 'calendar', group: 'here' },
  'calendar-view': { key: 'v', at: 'calendar', group: 'here' },
  'calendar-previous': { key: '[', at: 'calendar', group: 'here' },
  'calendar-next': { key: ']', at: 'calendar', group: 'here' },
  'calendar-import': { key: 'i', at: 'calendar', group: 'here' },
  'calendar-zone': { key: 'z', at: 'calendar', group: 'here' },
  'calendar-own': { key: null, at: 'calendar', group: 'here' },
  'calendar-back': { key: 'escape', at: 'calendar', group: 'list', keyOnly: true },
  'settings-save': { key: 'mod+s', at: 'settings', group: 'here' },

  'policy-try': { key: 't', at: 'policies', group: 'here' },
  'policy-publish': { key: 'shift+p', at: 'policies', group: 'here' },
  'policy-save': { key: 'mod+s', at: 'policies', group: 'here' },
  'policy-translate': { key: 'l', at: 'policies', group: 'here' },
  'policy-document': { key: '1', at: 'policies', group: 'here' },
  'policy-tables': { key: '2', at: 'policies', group: 'here' },
  'policy-calendars': { key: '3', at: 'policies', group: 'here' },
  'policy-versions': { key: '4', at: 'policies', group: 'here' },
  'policy-declared': { key: '5', at: 'policies', group: 'here' },

  'declared-new': { key: 'c', at: 'declared', group: 'here' },
  'declared-end': { key: 'e', at: 'declared', group: 'here' },
  'declared-next': { key: 'j', at: 'declared', group: 'list', keyOnly: true },
  'declared-previous': { key: 'k', at: 'declared', group: 'list', keyOnly: true },
  'declared-back': { key: 'escape', at: 'declared', group: 'list', keyOnly: true },

  'call-save': { key: 'mod+enter', at: 'call', group: 'here', keyOnly: true },

  'strip-note': { key: 'mod+j', at: 'strip', group: 'here' },
  'strip-open': { key: 'mod+shift+o', at: 'strip', group: 'here' },
  'strip-end': { key: 'mod+enter', at: 'strip', group: 'here', keyOnly: true },
  'strip-close': { key: 'escape', at: 'strip', group: 'here', keyOnly: true },
} as const satisfies Record<string, Entry>;

export type ActionId = keyof typeof table;
export const actionIds = Object.keys(table) as ActionId[];
export const entry = (id: ActionId): Entry => table[id];
