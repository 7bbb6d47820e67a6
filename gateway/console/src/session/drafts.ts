import { effect, signal } from "@preact/signals";
import { session, whose } from "./session";

/** What was typed and not sent yet: it outlives a page that is left, and a key that ends; in memory alone. */
const drafts = signal<ReadonlyMap<string, string>>(new Map());

/** As `useState("")`, under a name that no other box has, and for the end user that is chosen. */
export function useDraft(name: string): [string, (text: string) => void] {
  return [draftNow(name), (text) => setDraft(name, text)];
}

export const draftNow = (name: string): string => drafts.value.get(nameOf(name)) ?? "";

export function setDraft(name: string, text: string): void {
  const changed = new Map(drafts.peek());
  if (text === "") changed.delete(nameOf(name));
  else changed.set(nameOf(name), text);
  drafts.value = changed;
}

/** For what is sent: puts it back for whom it was typed, though their key has ended meanwhile, unless they typed on. */
export function draftBack(name: string): (text: string) => void {
  const owned = nameOf(name);
  return (text) => {
    if (!drafts.peek().has(owned)) drafts.value = new Map([...drafts.peek(), [owned, text]]);
  };
}

/** What it belongs to has another name from now on. */
export function moveDraft(from: string, to: string): void {
  const text = drafts.peek().get(nameOf(from));
  if (text === undefined) return;
  setDraft(from, "");
  setDraft(to, text);
}

const nameOf = (name: string) => `${whose.value} ${name}`;

/** Whoever signs out leaves nothing; whose key has ended finds it again when they come with another. */
effect(() => {
  const { value: now } = session;
  if (now.state === "out" && now.why === null) drafts.value = new Map();
});
