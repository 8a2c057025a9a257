/** From what stands in the field to what can be opened: a link, a telephone number, an address for FaceTime. */
export function callLink(typed: string): string | null {
  const text = typed.trim();
  if (/^https:\/\/\S+$/i.test(text)) return text;
  const told = /^(tel|facetime|facetime-audio):(\/\/)?(.+)$/i.exec(text);
  const rest = (told?.[3] ?? text).replace(/[\s()]/g, '');
  const scheme = told?.[1]?.toLowerCase();
  if (/^\+?[\d.-]{3,24}$/.test(rest) && rest.replace(/\D/g, '').length >= 3) return `${scheme ?? 'tel'}:${rest}`;
  if (scheme !== 'tel' && /^[\w.+-]+@[\w.-]+$/.test(rest)) return `${scheme ?? 'facetime'}:${rest}`;
  return null;
}

/** Digits alone, as ToDesk takes an id; whatever else stands there is left out. */
export const remoteId = (typed: string): string => /\d[\d\s-]{5,}\d/.exec(typed)?.[0].replace(/\D/g, '') ?? '';
