import { effect, signal } from "@preact/signals";
import { call, callWhole } from "../api/client";
import { failed, pauseOf, succeeded, type Failure, type Result } from "../api/failure";
import type { Recording, Source } from "../api/types";
import { whileHere } from "../session/here";
import { endUser, whose } from "../session/session";
import { requestOf, type Asked } from "./asked";

/** A leg of the search that did not run: the other one found what there is. */
export type Degraded = "lexical-only" | "semantic-only";

/** A recording with the passage that fits best, or with all that do once they were asked for. */
export type Group = { recording: string; count: number; matches: Source[] };

export type Found = { groups: Group[]; total: number; degraded: Degraded | null };

export type Search =
  | { state: "none" }
  | { state: "loading"; asked: Asked }
  | { state: "failed"; asked: Asked; failure: Failure }
  | { state: "ready"; asked: Asked; found: Found };

/** The last search stays while its moments are looked at. */
export const search = signal<Search>({ state: "none" });
/** The moment that was opened last, to come back to. */
export const opened = signal<string | null>(null);
/** Recordings by id, for their titles; null for one that is not there. */
export const recordings = signal<ReadonlyMap<string, Recording | null>>(new Map());

let running: AbortController | null = null;

export async function run(asked: Asked, { anew = false } = {}): Promise<void> {
  const before = search.peek();
  if (!anew && before.state !== "none" && JSON.stringify(before.asked) === JSON.stringify(asked)) return;
  running?.abort();
  const { signal } = (running = new AbortController());
  search.value = { state: "loading", asked };
  opened.value = null;
  const result = await grouped(asked, signal);
  if (signal.aborted) return;
  if (!result.ok) return void (search.value = { state: "failed", asked, failure: result.failure });
  search.value = { state: "ready", asked, found: result.value };
  await known(result.value.groups.map(({ recording }) => recording), signal);
}

async function grouped(asked: Asked, signal: AbortSignal): Promise<Result<Found>> {
  const body = { ...requestOf(asked), ...endUser.peek(), group: "recording" as const, limit: asked.limit };
  const answer = await callWhole("post", "/v1/recordings/search", { body, signal });
  if (!answer.ok) return failed(answer.failure);
  const { results, total } = answer.value.body;
  const groups = results.map((source) => ({ recording: source.recording_id, count: source.match_count ?? 1, matches: [source] }));
  return succeeded({ groups, total: total ?? groups.length, degraded: answer.value.headers.get("X-Hark-Degraded") as Degraded | null });
}

/** All passages of a recording that fit, in the order in which they were said. */
export async function open(asked: Asked, group: Group): Promise<Failure | null> {
  const body = { ...requestOf(asked), ...endUser.peek(), recording_ids: [group.recording], limit: Math.min(group.count, 50) };
  const answer = await call("post", "/v1/recordings/search", { body, signal: whileHere() });
  if (!answer.ok) return answer.failure;
  const matches = answer.value.results.toSorted((one, other) => one.start_ms - other.start_ms);
  const now = search.peek();
  if (now.state !== "ready" || now.asked !== asked) return null;
  const groups = now.found.groups.map((each) =>
    each.recording === group.recording ? { ...group, matches, count: matches.length } : each,
  );
  search.value = { ...now, found: { ...now.found, groups } };
  return null;
}

/** The project's requests are not this page's alone. */
const AT_ONCE = 4;
/** How often it waits when the gateway wants to be left alone, before it does without titles. */
const PAUSES = 5;

/** The newest at once, which also name tags and speakers to filter by; others a few at a time. */
export async function known(ids: string[], signal = whileHere()): Promise<void> {
  if (recordings.peek().size === 0) {
    const newest = await call("get", "/v1/recordings", { query: { ...endUser.peek(), limit: 100 }, signal });
    if (signal.aborted) return;
    if (newest.ok) remember(newest.value.data.map((recording) => [recording.id, recording]));
  }
  const missing = ids.filter((id) => !recordings.peek().has(id));
  for (let pauses = 0; missing.length > 0 && pauses < PAUSES; ) {
    const few = missing.splice(0, AT_ONCE);
    const told = await Promise.all(few.map((id) => call("get", "/v1/recordings/{id}", { path: { id }, signal })));
    if (signal.aborted) return;
    remember(few.flatMap((id, i) => (pauseOf(told[i]!) > 0 ? [] : [[id, told[i]!.ok ? told[i]!.value : null] as const])));
    const pause = Math.max(...told.map(pauseOf));
    if (pause === 0) continue;
    pauses++;
    missing.unshift(...few.filter((_, i) => pauseOf(told[i]!) > 0));
    await new Promise((done) => setTimeout(done, pause * 1000));
  }
}

const remember = (entries: (readonly [string, Recording | null])[]) => (recordings.value = new Map([...recordings.peek(), ...entries]));

/** What one end user has found is not there for the next. */
let before: string | null = null;
effect(() => {
  if (whose.value === before) return;
  before = whose.value;
  running?.abort();
  search.value = { state: "none" };
  opened.value = null;
  recordings.value = new Map();
});
