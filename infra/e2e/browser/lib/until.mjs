const PAUSE_MS = 50;
const MOST_MS = 30_000;

/** Asks again until it is so. */
export async function until(what, isSo) {
  const end = Date.now() + MOST_MS;
  for (;;) {
    const value = await isSo();
    if (value) return value;
    if (Date.now() > end) throw new Error(`In vain waited until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Something that is waited for, and happens once. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return { open, opened };
}
