import { effect, signal } from "@preact/signals";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import type { Scope, Session, TurnOptions } from "../api/types";
import { navigate, to } from "../router";
import { whileHere } from "../session/here";
import { can, endUser, session } from "../session/session";
import { Conversation, EVERYTHING } from "./Conversation";
import { forgetKnown, known, learn } from "./known";

/** Those who have the page open see this one; it goes on while they look at a transcript. */
export const conversation = signal(new Conversation(null, () => void loadSessions()));

export type Sessions =
  | { state: "loading" }
  | { state: "failed"; failure: Failure }
  | { state: "ready"; list: Session[]; next: string | null };

export const sessions = signal<Sessions>({ state: "loading" });

export function openConversation(sessionId: string | null): void {
  if (sessionId !== null && conversation.peek().sessionId.peek() === sessionId) return;
  conversation.value = new Conversation(sessionId, () => void loadSessions());
  void conversation.value.load();
}

/** An empty one about `scope`; the address is of no session then. */
export function beginConversation(scope: Scope = EVERYTHING): Conversation {
  conversation.value = new Conversation(null, () => void loadSessions(), scope);
  navigate(to("/ask"));
  return conversation.value;
}

/** An empty one about one recording, as a link from its page asks for. */
export async function openAbout(recording: string): Promise<void> {
  const { scope, sessionId, turns } = conversation.peek();
  const isIt = sessionId.peek() === null && turns.peek().length === 0 && scope.peek().recording_ids[0] === recording;
  if (isIt) return;
  const about: Scope = { type: "recording", recording_ids: [recording], recording_title: null };
  const open = (conversation.value = new Conversation(null, () => void loadSessions(), about));
  await learn(recording);
  if (known.peek().get(recording) === null) open.loading.value = { kind: "notFound", error: null };
}

/** The question in a session of its own, in place of `from`: pressed twice, it is asked once. */
export function askAnew(from: Conversation, question: string, options: TurnOptions, scope: Scope): void {
  if (conversation.peek() !== from) return;
  void beginConversation(scope).ask(question, options);
}

const PAGE = 30;

/** A part of a title that sessions are looked for by. */
export const wanted = signal("");
let latest = 0;

/** The newest, or with a cursor those after. */
export async function loadSessions(cursor?: string): Promise<void> {
  if (!can("ask:read")) return;
  const mine = ++latest;
  const before = sessions.peek();
  const query = { ...endUser.peek(), q: wanted.peek().trim(), limit: PAGE, ...(cursor ? { cursor } : {}) };
  const signal = whileHere();
  const page = await call("get", "/v1/ask/sessions", { query, signal });
  if (mine !== latest || signal.aborted) return;
  if (!page.ok) {
    // A list that is there is better than none.
    if (before.state !== "ready") sessions.value = { state: "failed", failure: page.failure };
    return;
  }
  const earlier = cursor && before.state === "ready" ? before.list : [];
  sessions.value = { state: "ready", list: [...earlier, ...page.value.data], next: page.value.next_cursor };
}

export function rename(session: Session): void {
  if (conversation.peek().sessionId.peek() === session.id) conversation.peek().title.value = session.title;
  change((list) => list.map((other) => (other.id === session.id ? session : other)));
}

/** It is gone from the list, and from the page when it is the one that is open. */
export function forget(id: string): void {
  change((list) => list.filter((other) => other.id !== id));
  if (conversation.peek().sessionId.peek() === id) beginConversation();
}

function change(how: (list: Session[]) => Session[]) {
  const { value: now } = sessions;
  if (now.state === "ready") sessions.value = { ...now, list: how(now.list) };
}

/** What one end user has seen is not there for the next. */
let whose = "";
effect(() => {
  const { value: now } = session;
  const next = now.state === "in" ? `${now.key} ${now.person?.id}` : "";
  if (next === whose) return;
  whose = next;
  conversation.value = new Conversation(null, () => void loadSessions());
  sessions.value = { state: "loading" };
  wanted.value = "";
  forgetKnown();
});
