import { call } from "../api/client";
import { failed, succeeded, type Result } from "../api/failure";
import type { EndUser } from "../api/types";

export type Found = { people: EndUser[]; more: boolean };

/** How many are shown at a time: who types a little more sees fewer. */
const SHOWN = 50;

/** Whoever has this in the name or the app's id, of all; by a part of our own id those that came last. */
export async function people(typed: string, signal: AbortSignal): Promise<Result<Found>> {
  const last = list({ limit: 100 }, signal);
  if (typed === "") return last;
  const [byName, lately, own] = await Promise.all([list({ q: typed, limit: SHOWN }, signal), last, byId(typed, signal)]);
  if (!byName.ok) return byName;
  const byPart = lately.ok ? lately.value.people.filter(({ id }) => id.toLowerCase().includes(typed.toLowerCase())) : [];
  const found = new Map([...byName.value.people, ...byPart, ...own].map((person) => [person.id, person]));
  return succeeded({ people: [...found.values()], more: byName.value.more });
}

async function list(query: { q?: string; limit: number }, signal: AbortSignal): Promise<Result<Found>> {
  const found = await call("get", "/v1/end-users", { query, signal });
  return found.ok ? succeeded({ people: found.value.data, more: found.value.has_more }) : failed(found.failure);
}

async function byId(id: string, signal: AbortSignal): Promise<EndUser[]> {
  const own = isId(id) ? await call("get", "/v1/end-users/{id}", { path: { id }, signal }) : null;
  return own?.ok ? [own.value] : [];
}

export const isId = (typed: string) => /^eu_[A-Za-z0-9]{1,64}$/.test(typed);

export const nameOf = ({ id, name, external_id }: Pick<EndUser, "id" | "name" | "external_id">) => name ?? external_id ?? id;
