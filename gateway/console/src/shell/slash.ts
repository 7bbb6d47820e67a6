import { signal } from "@preact/signals";
import { navigate, place, to } from "../router";
import { session } from "../session/session";
import { lackOf, needsPerson } from "./access";
import { sections } from "./routes";

/** Somebody wants to type a search: the page of it gives its box the focus, and takes this back. */
export const searchWanted = signal(false);

/** `/` leads to the box of the search from anywhere but a box, where it is a letter, and a dialog. */
export function onSlash(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (key !== "/" || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
  if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const { access } = sections.find(({ path }) => path === "/search")!;
  if (session.peek().state !== "in" || lackOf(access) !== null || needsPerson(access)) return;
  event.preventDefault();
  if (place.peek().path !== "/search") navigate(to("/search"));
  searchWanted.value = true;
}
