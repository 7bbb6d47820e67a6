/** 754000 is 12:34, and 1:02:03 from an hour on. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** The moment of `t=754000` in milliseconds, or null. */
export function momentOf(hash: string): number | null {
  const text = /^t=(\d{1,12})$/.exec(hash)?.[1];
  return text === undefined ? null : Number(text);
}

/** "{name}" in a text is the value of that name. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name] ?? whole;
    return typeof value === "string" ? contained(value) : String(value);
  });
}

/** The marks that turn or hold what comes after them until another ends it. */
const MARKS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Letters that run from right to left, and the marks that are taken for one. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Without the marks: for what leaves the page. */
export const plain = (text: string) => text.replace(MARKS, "");

/**
 * A text that others wrote, so that the sentence around it stays as it is: without marks of theirs, and by itself if it could
 * turn the words beside it. Ours run from left to right; another that does needs no marks, which would stand in every name that
 * people say or search for.
 */
export function contained(text: string): string {
  const own = isWhole(text) ? text.replace(/[\u202A-\u202E]/g, "") : plain(text);
  return RIGHT_TO_LEFT.test(own) ? `\u2068${own}\u2069` : own;
}

/** Whether each hold that a text begins ends in it, as in those that `fill` has made. */
function isWhole(text: string): boolean {
  let held = 0;
  for (const [mark] of text.matchAll(/[\u2066-\u2069]/g)) {
    if (mark === "\u2066" || mark === "\u2067") return false;
    held += mark === "\u2068" ? 1 : -1;
    if (held < 0) return false;
  }
  return held === 0;
}
