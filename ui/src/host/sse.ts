/** The stream of events, taken apart as it comes: only `data`, over one or several lines, between comments. */
export function sse(message: (data: string) => void): (text: string) => void {
  let rest = '';
  let data: string | null = null;
  let returned = false;
  const line = (text: string): void => {
    if (text === '') {
      if (data !== null) message(data);
      data = null;
      return;
    }
    const cut = text.indexOf(':');
    const field = cut < 0 ? text : text.slice(0, cut);
    const value = cut < 0 ? '' : text.slice(cut + (text[cut + 1] === ' ' ? 2 : 1));
    if (field === 'data') data = data === null ? value : `${data}\n${value}`;
  };
  return (text) => {
    for (const sign of text) {
      const afterReturn = returned;
      returned = sign === '\r';
      if (sign === '\n' && afterReturn) continue;
      if (sign === '\n' || sign === '\r') {
        line(rest);
        rest = '';
      } else rest += sign;
    }
  };
}
