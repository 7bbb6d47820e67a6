/** A text in pieces, each of the words that were looked for or not. */
export type Piece = { text: string; marked: boolean };

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu;
/** Scripts that put no space between words: what was typed is looked for as it stands. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Endings by which forms of one word differ, in English and German: enough to show why a passage was found. */
const ENDINGS = new Set(
  ["", "s", "es", "d", "ed", "ing", "er", "ers", "ly", "'s", "’s", "e", "en", "em", "n", "ern", "t", "te", "ten", "st", "y", "ies", "ied"],
);
/** What two forms have in common at least; shorter words are to be the same. */
const STEM = 4;
/** Words that stand everywhere and show nothing, where there are others beside them. */
const COMMON = new Set(
  (
    "the and for are was were that this with what when where who how did does not you our from about have has had will " +
    "der die das den dem des und oder ist sind war waren was wann wer wie wir sie ihr mit von für auf aus ein eine einen einem über haben hat"
  ).split(" "),
);

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** The words of a query that are worth marking. */
export function wordsOf(query: string): string[] {
  const all = [...query.matchAll(WORD)].map(([word]) => folded(word));
  const telling = all.filter((word) => UNSPACED.test(word) || (word.length > 2 && !COMMON.has(word)));
  return [...new Set(telling.length > 0 ? telling : all)];
}

/** Whether two words are forms of one. */
export function isForm(one: string, other: string): boolean {
  if (one === other) return true;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same >= STEM && ENDINGS.has(one.slice(same)) && ENDINGS.has(other.slice(same));
}

/** Where in the text the words stand, in order. */
export function found(text: string, words: string[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const plain = folded(word);
    if (words.some((wanted) => isForm(plain, wanted))) {
      spans.push({ start: match.index, end: match.index + word.length });
    } else if (UNSPACED.test(word)) {
      spans.push(...inside(word, words).map(({ start, end }) => ({ start: match.index + start, end: match.index + end })));
    }
  }
  return spans;
}

/** Of a run of letters without spaces; a word within another one that overlaps is not marked twice. */
function inside(run: string, words: string[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  const wanted = words.filter((word) => UNSPACED.test(word));
  for (let at = 0; at < run.length; ) {
    const word = wanted.find((one) => run.startsWith(one, at));
    if (word) spans.push({ start: at, end: at + word.length });
    at += word?.length ?? 1;
  }
  return spans;
}

/** How much of a passage is shown: what a reader takes in at a glance. */
const LENGTH = 300;

/** The stretch of a passage that holds most of the words, cut between words, with its marks. */
export function excerpt(text: string, query: string, length = LENGTH): Piece[] {
  const spans = found(text, wordsOf(query));
  const start = startOf(text, spans, length);
  const end = start + length >= text.length ? text.length : cutBefore(text, start + length);
  const pieces: Piece[] = [];
  const add = (piece: string, marked: boolean) => piece !== "" && pieces.push({ text: piece, marked });
  let at = start;
  if (start > 0) add("… ", false);
  for (const span of spans) {
    if (span.start < start || span.end > end) continue;
    add(text.slice(at, span.start), false);
    add(text.slice(span.start, span.end), true);
    at = span.end;
  }
  add(text.slice(at, end).trimEnd(), false);
  if (end < text.length) add(" …", false);
  return pieces;
}

/** Some words before the first mark of the stretch that has most of them. */
function startOf(text: string, spans: { start: number; end: number }[], length: number): number {
  if (text.length <= length) return 0;
  const lead = length / 5;
  let best = { start: 0, count: 0 };
  for (const { start } of spans) {
    const from = Math.max(0, start - lead);
    const count = spans.filter((span) => span.start >= from && span.end <= from + length).length;
    if (count > best.count) best = { start: from, count };
  }
  const from = Math.min(best.start, text.length - length);
  if (from === 0) return 0;
  const space = text.slice(from).search(/\s/);
  return space === -1 || space > lead ? Math.floor(from) : Math.floor(from) + space + 1;
}

function cutBefore(text: string, end: number): number {
  const space = text.slice(0, end).search(/\s\S*$/);
  return space > end - 40 ? space : wholeCharacter(text, end);
}

/** Not between the halves of a character. */
const wholeCharacter = (text: string, at: number) => (/[\uD800-\uDBFF]$/.test(text.slice(0, at)) ? at - 1 : at);
