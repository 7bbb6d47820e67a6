import { call } from "../api/client";
import { failed, succeeded, type Result } from "../api/failure";
import type { EndUser } from "../api/types";

/** How many end users are looked through for a name: the API finds them by id alone. */
const PAGES = 5;

/** The end users that came last, up to a few hundred. */
export async function people(signal: AbortSignal): Promise<Result<EndUser[]>> {
  const found: EndUser[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const result: Awaited<ReturnType<typeof list>> = await list(cursor, signal);
    if (!result.ok) return failed(result.failure);
    found.push(...result.value.data);
    cursor = result.value.next_cursor;
    if (cursor === null) break;
  }
  return succeeded(found);
}

const list = (cursor: string | null, signal: AbortSignal) =>
  call("get", "/v1/end-users", { query: { limit: 100, ...(cursor ? { cursor } : {}) }, signal });

/** Whoever has exactly this id, ours or the app's, however many there are. */
export async function byId(typed: string, signal: AbortSignal): Promise<EndUser | null> {
  if (/^eu_[A-Za-z0-9]{1,64}$/.test(typed)) {
    const own = await call("get", "/v1/end-users/{id}", { path: { id: typed }, signal });
    if (own.ok) return own.value;
  }
  const theirs = await call("get", "/v1/end-users", { query: { external_id: typed }, signal });
  return theirs.ok ? theirs.value.data[0] ?? null : null;
}

export function fits(person: EndUser, typed: string): boolean {
  const wanted = typed.trim().toLocaleLowerCase();
  return [person.name, person.external_id, person.email, person.id].some((text) =>
    text?.toLocaleLowerCase().includes(wanted),
  );
}
