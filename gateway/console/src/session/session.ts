import { computed, signal } from "@preact/signals";
import { call, credentials } from "../api/client";
import { failureOf, type Failure, type Result } from "../api/failure";
import type { EndUser, Key } from "../api/types";
import { navigate, to } from "../router";

/** Whose recordings the page is about. */
export type Person = Pick<EndUser, "id" | "name" | "external_id">;

/** As the API names them. */
export type Scope =
  | "ask:read"
  | "ask:write"
  | "recordings:read"
  | "recordings:write"
  | "end_users:read"
  | "end_users:write"
  | "webhooks:write";

/**
 * Who is signed in. `about` is what the key is, null for the root token, which opens the routes of whoever runs
 * Hark and no other. `bound`: the key is of one end user and names nobody in calls. Otherwise it sees the
 * whole project, and `person` is the end user that was chosen, null before.
 */
export type SignedIn = { key: string; about: Key | null; bound: boolean; person: Person | null };

export type State =
  | { state: "out"; why: "ended" | "refused" | null; failure?: Failure }
  | { state: "checking" }
  | ({ state: "in" } & SignedIn);

/** For this tab alone: a key is not written where another tab, or tomorrow, finds it. */
const STORED = "hark.session";

export const session = signal<State>({ state: "out", why: null });

/** Another key than that of who is signed in, which came by an address: anybody can have made that, so they are asked. */
export const offered = signal<string | null>(null);

/** For calls about somebody's things: empty for a bound key, which must not name anybody. */
export const endUser = computed<{ end_user_id?: string }>(() => {
  const { value } = session;
  return value.state === "in" && !value.bound && value.person ? { end_user_id: value.person.id } : {};
});

/** Whose things are on the screen: what was typed or found for one of them is not for another. */
export const whose = computed(() => {
  const { value } = session;
  return value.state === "in" ? `${value.about?.project_id} ${value.about?.mode} ${value.person?.id}` : null;
});

/** Whether something is of another end user than the one who is chosen: a project's key reads it all the same. */
export function isOfAnother(endUserId: string): boolean {
  const { value } = session;
  return value.state === "in" && value.person !== null && value.person.id !== endUserId;
}

/** Whether the key may; what it may not is not offered. */
export function can(scope: Scope): boolean {
  const { value } = session;
  return value.state === "in" && value.about !== null && value.about.scopes.includes(scope);
}

export const isRoot = computed(() => session.value.state === "in" && session.value.about === null);

/** A key, or the token of whoever runs Hark, which has 32 characters or more of any kind. */
export const isKey = (typed: string) => /^[sr]k_[\w-]+$|^[!-~]{32,}$/.test(typed);

export async function signIn(key: string): Promise<void> {
  const before = session.peek();
  // Refused or not, the key of before is not to come back with a reload.
  sessionStorage.removeItem(STORED);
  offered.value = null;
  credentials.key = key;
  session.value = { state: "checking" };
  const found = /^[sr]k_/.test(key) ? await withKey(key) : await withRootToken(key);
  if (credentials.key !== key) return;
  if (found.ok) return enter(found.value);
  credentials.key = null;
  const { failure } = found;
  const ended = before.state === "out" && before.why === "ended" ? before.why : null;
  session.value =
    failure.kind === "unauthorized"
      ? { state: "out", why: "refused" }
      : { state: "out", why: ended, failure };
}

async function withKey(key: string): Promise<Result<SignedIn>> {
  const told = await call("get", "/v1/key", {});
  if (!told.ok) return told;
  const about = told.value;
  if (about.end_user_id === null) return { ok: true, value: { key, about, bound: false, person: null } };
  return { ok: true, value: { key, about, bound: true, person: await ownName(about) } };
}

/** A bound key's end user by name, where the key may read it. */
async function ownName({ end_user_id, scopes }: Key): Promise<Person> {
  const nameless = { id: end_user_id!, name: null, external_id: null };
  if (!scopes.includes("end_users:read")) return nameless;
  const own = await call("get", "/v1/end-users/{id}", { path: { id: end_user_id! } });
  return own.ok ? own.value : nameless;
}

async function withRootToken(key: string): Promise<Result<SignedIn>> {
  const told = await call("get", "/v1/admin/keys", { query: { limit: 1 } });
  if (told.ok) return { ok: true, value: { key, about: null, bound: false, person: null } };
  // A Hark without a root token has no such routes, and so takes none.
  return told.failure.kind === "notFound" ? { ok: false, failure: failureOf(401, null, null) } : told;
}

/** Who leaves somebody begins at the start: the address may be of a thing of theirs. */
export function choose(person: Person | null): void {
  const { value } = session;
  if (value.state !== "in" || value.bound) return;
  enter({ ...value, person });
  if (value.person !== null) navigate(to("/"), { replace: true });
}

export function signOut(why: "ended" | null = null): void {
  credentials.key = null;
  sessionStorage.removeItem(STORED);
  session.value = { state: "out", why };
  // Whose key has ended comes back to where they were.
  if (why === null) navigate(to("/"), { replace: true });
}

function enter({ key, about, bound, person }: SignedIn) {
  const kept = person && { id: person.id, name: person.name, external_id: person.external_id };
  const signedIn: SignedIn = { key, about, bound, person: kept };
  sessionStorage.setItem(STORED, JSON.stringify(signedIn));
  credentials.key = key;
  session.value = { state: "in", ...signedIn };
}

/** Takes the key out of the address, where others could read it, or goes on as before a reload. */
export function startSession(): void {
  credentials.refused = () => {
    // While a key is being checked its refusal is the answer, and not the end of anything.
    if (session.value.state === "in") signOut("ended");
  };
  addEventListener("hashchange", () => consider(takeKey()));
  const given = takeKey();
  const stored = sessionStorage.getItem(STORED);
  const before = stored && (JSON.parse(stored) as Partial<SignedIn>);
  // Of a page of before an update, which kept less: the key is asked about again.
  if (before && before.key && before.about === undefined) void signIn(before.key);
  else if (before) enter(before as SignedIn);
  consider(given);
}

/** Whatever stands there in place of a key is taken out too: it may be one that is mistyped. */
function takeKey(): string | null {
  const given = /^#key=(.*)$/s.exec(location.hash)?.[1];
  if (given === undefined) return null;
  navigate(location.pathname + location.search, { replace: true });
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}

function consider(given: string | null) {
  if (given === null || given === credentials.key) return;
  const isNobodyIn = credentials.key === null;
  if (!isKey(given)) {
    if (isNobodyIn) session.value = { state: "out", why: "refused" };
  } else if (isNobodyIn) void signIn(given);
  else offered.value = given;
}
