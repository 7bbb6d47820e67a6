import type { CitationPart, Part } from "../api/types";

export type Piece = { text: string; strong: boolean } | { cited: CitationPart[] };
export type Block =
  | { kind: "heading" | "paragraph"; pieces: Piece[] }
  | { kind: "list"; ordered: boolean; start: number; items: Piece[][] };

type Line = { text: string; rest: (string | CitationPart)[] };

const HEADING = /^\s{0,3}#{1,6}\s+/;
const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+/;

/**
 * An answer as headings, lists and paragraphs, for what people write in plain text and models in Markdown: no
 * more of it is read than that and bold, and what looks like a link or a picture stays the words it is.
 */
export function blocksOf(parts: Part[]): Block[] {
  const lines = linesOf(parts);
  const blocks: Block[] = [];
  let open = false;
  lines.forEach((line, i) => {
    const opening = line.text;
    if (isBlank(line)) {
      open = false;
    } else if (HEADING.test(opening) || leads(lines, i)) {
      blocks.push({ kind: "heading", pieces: piecesOf(without(line, HEADING), true) });
      open = false;
    } else if (ITEM.test(opening)) {
      addItem(blocks, Number(ITEM.exec(opening)?.[1] ?? NaN), piecesOf(without(line, ITEM)));
      open = false;
    } else {
      const last = blocks.at(-1);
      const pieces = piecesOf(line);
      if (open && last?.kind === "paragraph") last.pieces.push({ text: "\n", strong: false }, ...pieces);
      else blocks.push({ kind: "paragraph", pieces });
      open = true;
    }
  });
  return blocks;
}

function addItem(blocks: Block[], number: number, item: Piece[]) {
  const ordered = !Number.isNaN(number);
  const last = blocks.at(-1);
  if (last?.kind === "list" && last.ordered === ordered) last.items.push(item);
  else blocks.push({ kind: "list", ordered, start: ordered ? number : 1, items: [item] });
}

/** A line that ends in a colon is the heading of the list below it, or of one that is still to come. */
function leads(lines: Line[], i: number): boolean {
  const line = lines[i]!;
  if (line.rest.some((piece) => typeof piece !== "string") || !/:\s*$/.test(wholeText(line)) || ITEM.test(line.text)) return false;
  const next = lines.slice(i + 1).find((other) => !isBlank(other));
  return next === undefined ? i < lines.length - 1 : ITEM.test(next.text);
}

/** The lines of the text; a citation stays with the words before it, also over a line's end. */
function linesOf(parts: Part[]): Line[] {
  const lines: Line[] = [{ text: "", rest: [] }];
  for (const part of parts) {
    if (part.type === "citation") {
      const words = lines.findLast((line) => !isBlank(line)) ?? lines[0]!;
      words.rest.push(part);
      continue;
    }
    const [first = "", ...others] = part.text.split(/\r\n|\n|\r/);
    const last = lines.at(-1)!;
    if (last.rest.length === 0) last.text += first;
    else last.rest.push(first);
    for (const text of others) lines.push({ text, rest: [] });
  }
  return lines;
}

const wholeText = ({ text, rest }: Line) => text + rest.filter((piece) => typeof piece === "string").join("");
const isBlank = (line: Line) => line.rest.length === 0 && line.text.trim() === "";
const without = (line: Line, mark: RegExp): Line => ({ ...line, text: line.text.replace(mark, "") });

function piecesOf({ text, rest }: Line, isHeading = false): Piece[] {
  const pieces: Piece[] = boldOf(isHeading && rest.length === 0 ? text.replace(/:?\s*$/, "") : text);
  for (const piece of rest) {
    const last = pieces.at(-1);
    if (typeof piece === "string") {
      // A space between two citations, or at the end, is no words.
      if (piece.trim() !== "") pieces.push(...boldOf(piece));
    } else if (last && "cited" in last) last.cited.push(piece);
    else pieces.push({ cited: [piece] });
  }
  return pieces;
}

function boldOf(text: string): { text: string; strong: boolean }[] {
  return text
    .split(/\*\*(?=\S)(.+?)(?<=\S)\*\*/)
    .map((words, i) => ({ text: words, strong: i % 2 === 1 }))
    .filter(({ text: words }) => words !== "");
}

/** The name that an item begins with, when it is the one who is cited: "Ana: We start on Monday." */
export function spokenBy(pieces: Piece[], speaker: string | null | undefined): { name: string; words: Piece[] } | null {
  const [first, ...others] = pieces;
  if (!speaker || !first || "cited" in first || !first.text.startsWith(`${speaker}: `)) return null;
  return { name: speaker, words: [{ ...first, text: first.text.slice(speaker.length + 2) }, ...others] };
}
