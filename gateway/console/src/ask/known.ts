import { signal } from "@preact/signals";
import { call } from "../api/client";
import type { Recording } from "../api/types";
import { whileHere } from "../session/here";
import { endUser, isOfAnother } from "../session/session";

/** What is known of recordings that answers name; null for one that is not there any more, or is another's. */
export const known = signal<ReadonlyMap<string, Recording | null>>(new Map());
const asked = new Map<string, Promise<void>>();

/** Reads one when it is first needed; `known` has it then. */
export async function learn(id: string): Promise<void> {
  if (known.peek().has(id)) return;
  if (!asked.has(id)) asked.set(id, read(id));
  await asked.get(id);
}

async function read(id: string) {
  const signal = whileHere();
  const found = await call("get", "/v1/recordings/{id}", { path: { id }, signal });
  if (signal.aborted) return;
  asked.delete(id);
  if (found.ok) add([[id, isOfAnother(found.value.end_user_id) ? null : found.value]]);
  else if (found.failure.kind === "notFound") add([[id, null]]);
}

function add(found: Iterable<[string, Recording | null]>) {
  known.value = new Map([...known.peek(), ...found]);
}

/** More are not looked through for a title: the API finds recordings by their words, not by their names. */
const PAGES = 10;

export type Library = { list: Recording[]; state: "loading" | "ready" | "failed"; cut: boolean };

/** The end user's recordings, newest first, for choosing among them. */
export const library = signal<Library>({ list: [], state: "ready", cut: false });
let reading: Promise<void> | null = null;

export function readLibrary(): Promise<void> {
  return (reading ??= readPages());
}

async function readPages() {
  const signal = whileHere();
  const before = library.peek().list;
  library.value = { list: before, state: "loading", cut: false };
  const list: Recording[] = [];
  let cursor: string | null = null;
  for (let i = 0; i < PAGES; i++) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(cursor, signal);
    if (signal.aborted) return;
    if (!page.ok) {
      reading = null;
      library.value = { list: before, state: "failed", cut: false };
      return;
    }
    list.push(...page.value.data);
    cursor = page.value.next_cursor;
    add(page.value.data.map((recording) => [recording.id, recording]));
    library.value = { list: [...list], state: cursor ? "loading" : "ready", cut: false };
    if (cursor === null) break;
  }
  reading = null;
  library.value = { list, state: "ready", cut: cursor !== null };
}

const readPage = (cursor: string | null, signal: AbortSignal) =>
  call("get", "/v1/recordings", { query: { ...endUser.peek(), limit: 100, ...(cursor ? { cursor } : {}) }, signal });

export function forgetKnown(): void {
  asked.clear();
  reading = null;
  known.value = new Map();
  library.value = { list: [], state: "ready", cut: false };
}

/** Those whose title holds all the words, or all without words. */
export function titled(list: Recording[], words: string): Recording[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return list.filter(({ title }) => {
    const name = (title ?? "").toLocaleLowerCase();
    return wanted.every((word) => name.includes(word));
  });
}
