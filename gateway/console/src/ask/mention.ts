import type { Recording } from "../api/types";
import { titled } from "./known";

/** Where an `@` before the caret begins, and what is typed behind it. */
export type Mention = { from: number; words: string };

/** A title may have several words, but nobody looks for a longer one. */
const LONGEST = 60;

/** The mention that is being typed at the caret, or null: an `@` in the middle of a word, as in an address, is none. */
export function mentionAt(text: string, caret: number): Mention | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0 || caret - from > LONGEST) return null;
  const words = text.slice(from + 1, caret);
  const before = text[from - 1];
  if ((before !== undefined && !/[\s("“„«]/.test(before)) || /^\s|\n|\s\s/.test(words)) return null;
  return { from, words };
}

/** Few enough that nothing scrolls, also on a phone. */
const SHOWN = 6;

/** What could be meant: in the session's scope, and not mentioned yet. */
export function mentionable(list: Recording[], words: string, inScope: string[], mentioned: string[]): Recording[] {
  const possible = list.filter(({ id, title }) => title && (inScope.length === 0 || inScope.includes(id)) && !mentioned.includes(id));
  return titled(possible, words).slice(0, SHOWN);
}

/** The text with the title in place of what was typed, and where the caret is then. */
export function mentioning(text: string, { from, words }: Mention, title: string): { text: string; caret: number } {
  const rest = text.slice(from + 1 + words.length);
  const said = `“${title}”${/^[\s.,;:?!)]/.test(rest) ? "" : " "}`;
  return { text: text.slice(0, from) + said + rest, caret: from + said.length };
}
