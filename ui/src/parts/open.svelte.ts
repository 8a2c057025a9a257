/** What floats over the page: at most one thing at a time. The call card stands beside it: see `data/calls`. */
export type Floating = 'palette' | 'help' | 'clock' | 'import' | 'export' | 'chat' | null;
let floating = $state<Floating>(null);
/** A chat as it was given: a file, or a text that was pasted. */
export interface ChatGiven {
  path: string | null;
  name: string;
  text: string;
}
const nothing: ChatGiven = { path: null, name: '', text: '' };
let chat = $state.raw<ChatGiven>(nothing);

export const open = {
  get floating() {
    return floating;
  },
  get chat() {
    return chat;
  },
};

export function show(what: Floating): void {
  floating = what;
}

export function hide(what?: Floating): void {
  if (!what || floating === what) floating = null;
}

/** Opens the import of a chat, with what there is of it already. */
export function takeChat(given: Partial<ChatGiven> = {}): void {
  chat = { ...nothing, ...given };
  floating = 'chat';
}
