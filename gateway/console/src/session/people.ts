import { call } from "../api/client";
import { failed, succeeded, type Result } from "../api/failure";
import type { EndUser } from "../api/types";

export type Found = { people: EndUser[]; more: boolean };

/** How many are shown at a time: who types a little more sees fewer. */
const SHOWN = 50;

/** Whoever has this in the name or the app's id, or has exactly this id of ours; without anything those that came last. */
export async function people(typed: string, signal: AbortSignal): Promise<Result<Found>> {
  if (isId(typed)) {
    const own = await call("get", "/v1/end-users/{id}", { path: { id: typed }, signal });
    if (own.ok) return succeeded({ people: [own.value], more: false });
  }
  const query = { limit: SHOWN, ...(typed === "" ? {} : { q: typed }) };
  const found = await call("get", "/v1/end-users", { query, signal });
  if (!found.ok) return failed(found.failure);
  return succeeded({ people: found.value.data, more: found.value.has_more });
}

export const isId = (typed: string) => /^eu_[A-Za-z0-9]{1,64}$/.test(typed);

export const nameOf = ({ id, name, external_id }: Pick<EndUser, "id" | "name" | "external_id">) => name ?? external_id ?? id;
