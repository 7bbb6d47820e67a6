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
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
