import type { Segment } from "../api/types";

/** Somebody who speaks: by the name that is shown, the labels behind it, how often, and how it begins. */
export type Voice = { shown: string; labels: string[]; count: number; says: string };

const SENTENCES = 2;
const MAX_LETTERS = 240;
/** As many as the API takes at a time. */
const MOST = 200;

/** Who speaks in a transcript, those who speak most often first. `names` are those that labels were given. */
export function voicesOf(segments: Pick<Segment, "speaker" | "text">[], names: Record<string, string>): Voice[] {
  const voices = new Map<string, Voice>();
  for (const { speaker, text } of segments) {
    if (speaker === null) continue;
    const voice = voices.get(speaker) ?? { shown: speaker, labels: labelsOf(speaker, names), count: 0, says: "" };
    voice.count++;
    if (!isEnough(voice.says)) voice.says = beginOf(`${voice.says} ${text}`);
    voices.set(speaker, voice);
  }
  return [...voices.values()].sort((a, b) => b.count - a.count).slice(0, MOST);
}

/** Several labels may bear one name; who has none is called by the label. */
function labelsOf(shown: string, names: Record<string, string>): string[] {
  const named = Object.keys(names).filter((label) => names[label] === shown);
  return named.length > 0 ? named : [shown];
}

const ENDS = /[.!?…][)"'’”»]*(?=\s|$)|[。！？]/gu;
const isEnough = (text: string) => text.length >= MAX_LETTERS || [...text.matchAll(ENDS)].length >= SENTENCES;

function beginOf(text: string): string {
  const end = [...text.matchAll(ENDS)][SENTENCES - 1];
  const sentences = end ? text.slice(0, end.index + end[0].length) : text;
  const letters = [...sentences.trim()];
  return letters.length > MAX_LETTERS ? `${letters.slice(0, MAX_LETTERS).join("")}…` : letters.join("");
}

/** Of the names that stand in the fields, by what is shown now, those that are new: by label, null takes a name back. */
export function renamed(voices: Voice[], typed: Map<string, string>, names: Record<string, string>): Record<string, string | null> {
  const changed: Record<string, string | null> = {};
  for (const { shown, labels } of voices) {
    const name = (typed.get(shown) ?? "").trim();
    for (const label of labels) {
      if (name !== (names[label] ?? "")) changed[label] = name === "" ? null : name;
    }
  }
  return changed;
}
