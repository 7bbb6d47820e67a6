import { effect } from "@preact/signals";
import { session } from "./session";

let who = "";
let leaving = new AbortController();

/**
 * For calls of what outlives a page: it ends when another end user is chosen, or whoever is signed in leaves, so that
 * nothing comes late for the next one.
 */
export function whileHere(): AbortSignal {
  // Asked here too: others are told of a new session in no order.
  const { value: now } = session;
  const next = now.state === "in" ? `${now.key} ${now.person?.id}` : "";
  if (next !== who) {
    who = next;
    leaving.abort();
    leaving = new AbortController();
  }
  return leaving.signal;
}

effect(() => void whileHere());
