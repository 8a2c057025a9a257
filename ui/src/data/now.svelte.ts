/**
 * The desk's now, shared by every clock on the page. It follows the computer's clock with the offset that the desk's
 * last answer gave (a sample desk runs ahead), and moves each second; what shows minutes changes each minute.
 */
let offset = 0;
let at = $state(Date.now());

function tick(): void {
  at = Date.now() + offset;
}

/** Milliseconds since 1970, reactive, moving each second. */
export function nowMs(): number {
  return at;
}

// One value a minute (and whenever the desk's clock is moved), so that rows are not drawn each second.
const minute = $derived(Math.floor(at / 15_000) * 15_000);

/** Milliseconds since 1970, reactive, moving every quarter of a minute: enough for everything that shows minutes. */
export function nowMinute(): number {
  return minute;
}

/** Follows the desk's clock. */
export function follow(deskNow: string): void {
  offset = Date.parse(deskNow) - Date.now();
  // A difference of less than two seconds is travel time.
  if (Math.abs(offset) < 2000) offset = 0;
  tick();
}

/** An instant of this computer's clock on the desk's. */
export const onDesk = (at: string): string => new Date(Date.parse(at) + offset).toISOString();

/** Starts the ticking; returns what ends it. */
export function startTicking(): () => void {
  const timer = setInterval(tick, 1000);
  const seen = () => document.visibilityState === 'visible' && tick();
  document.addEventListener('visibilitychange', seen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}
