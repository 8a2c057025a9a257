/** What floats over the page: at most one thing at a time. */
export type Floating = 'palette' | 'help' | 'call' | 'clock' | 'import' | 'export' | 'chat' | null;
let floating = $state<Floating>(null);
/** A number that a call card begins with, and the case it began on. */
let callFor = $state<{ case: string | null; number: string; customer: string | null }>({
  case: null,
  number: '',
  customer: null,
});
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
  get call() {
    return callFor;
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

/** Opens the call card, on a case where one stands open. */
export function takeCall(from: Partial<typeof callFor> = {}): void {
  callFor = { case: null, number: '', customer: null, ...from };
  floating = 'call';
}
