/** Where the searched words stand: the segment, and which of its hits it is. */
export type Hit = { segment: number; nth: number };

/** What matches the typed words as they are, whatever their case; null when nothing is typed. */
export function patternOf(typed: string): RegExp | null {
  const words = typed.trim().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return null;
  return new RegExp(words.map(literally).join("\\s+"), "giu");
}

const literally = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === "-" ? "\\x2d" : `\\${sign}`));

export function hitsOf(pattern: RegExp | null, segments: { text: string }[]): Hit[] {
  const hits: Hit[] = [];
  if (!pattern) return hits;
  for (const [segment, { text }] of segments.entries()) {
    pattern.lastIndex = 0;
    for (let nth = 0; pattern.test(text); nth++) hits.push({ segment, nth });
  }
  return hits;
}

/** A text cut at what matches: every second piece is a match, the first never. */
export function cut(pattern: RegExp | null, text: string): string[] {
  if (!pattern) return [text];
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(text.slice(end, match.index), match[0]);
    end = match.index + match[0].length;
  }
  pieces.push(text.slice(end));
  return pieces;
}

/** The first hit in a segment or after it; from the start again when there is none. */
export function hitFrom(hits: Hit[], segment: number): number {
  const found = hits.findIndex((hit) => hit.segment >= segment);
  return found === -1 ? 0 : found;
}
