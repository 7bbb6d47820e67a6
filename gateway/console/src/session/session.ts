import { computed, signal } from "@preact/signals";
import { call, credentials } from "../api/client";
import type { Failure } from "../api/failure";
import type { EndUser } from "../api/types";
import { navigate } from "../router";

/** Whose recordings the page is about. */
export type Person = Pick<EndUser, "id" | "name" | "external_id">;

/**
 * Who is signed in. `bound`: the key is of one end user and names nobody in calls. Otherwise it sees the
 * whole project, and `person` is the end user that was chosen, null before.
 */
export type SignedIn = { key: string; bound: boolean; person: Person | null };

export type State =
  | { state: "out"; why: "ended" | "refused" | null; failure?: Failure }
  | { state: "checking" }
  | ({ state: "in" } & SignedIn);

/** For this tab alone: a key is not written where another tab, or tomorrow, finds it. */
const STORED = "hark.session";

export const session = signal<State>({ state: "out", why: null });

/** For calls about somebody's things: empty for a bound key, which must not name anybody. */
export const endUser = computed<{ end_user_id?: string }>(() => {
  const { value } = session;
  return value.state === "in" && !value.bound && value.person ? { end_user_id: value.person.id } : {};
});

/** An id that nobody has: a project's key finds nothing for it, and a bound key may not ask. */
const NOBODY = "eu_0";

export async function signIn(key: string): Promise<void> {
  credentials.key = key;
  session.value = { state: "checking" };
  const probe = await call("get", "/v1/recordings", { query: { end_user_id: NOBODY, limit: 1 } });
  if (credentials.key !== key) return;
  if (probe.ok) return enter({ key, bound: false, person: null });
  const { failure } = probe;
  if (failure.kind === "forbidden" && failure.error.param === "end_user_id") {
    const own = await call("get", "/v1/end-users", { query: { limit: 1 } });
    return enter({ key, bound: true, person: own.ok ? own.value.data[0] ?? null : null });
  }
  credentials.key = null;
  session.value =
    failure.kind === "unauthorized"
      ? { state: "out", why: "refused" }
      : { state: "out", why: null, failure };
}

export function choose(person: Person | null): void {
  const { value } = session;
  if (value.state === "in" && !value.bound) enter({ ...value, person });
}

export function signOut(why: "ended" | null = null): void {
  credentials.key = null;
  sessionStorage.removeItem(STORED);
  session.value = { state: "out", why };
}

function enter({ key, bound, person }: SignedIn) {
  const kept = person && { id: person.id, name: person.name, external_id: person.external_id };
  const signedIn: SignedIn = { key, bound, person: kept };
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
  addEventListener("hashchange", takeKey);
  if (takeKey()) return;
  const stored = sessionStorage.getItem(STORED);
  if (stored) enter(JSON.parse(stored) as SignedIn);
}

function takeKey(): boolean {
  const key = /^#key=([\w-]+)$/.exec(location.hash)?.[1];
  if (key === undefined) return false;
  navigate(location.pathname + location.search, { replace: true });
  void signIn(key);
  return true;
}
