import { call } from "../api/client";
import { succeeded, type Result } from "../api/failure";
import type { Coverage, Scope } from "../api/types";
import { whileHere } from "../session/here";
import { endUser } from "../session/session";

/**
 * The recordings that an answer had no words of, `pending` by its count. It names ten at most, and a stored one none: then they
 * are those of its scope that are in work now.
 */
export async function pendingOf(coverage: Coverage | null, pending: number, scope: Scope): Promise<Result<string[]>> {
  const named = (coverage?.missing ?? []).filter(({ status }) => status !== "failed").map(({ recording_id }) => recording_id);
  if (named.length >= pending) return succeeded(named);
  const [waiting, working] = await Promise.all([inState("pending"), inState("processing")]);
  if (!waiting.ok) return waiting;
  if (!working.ok) return working;
  const ids = [...waiting.value.data, ...working.value.data].map(({ id }) => id);
  const inScope = ids.filter((id) => scope.type === "library" || scope.recording_ids.includes(id));
  return succeeded([...new Set([...named, ...inScope])]);
}

const inState = (status: "pending" | "processing") =>
  call("get", "/v1/recordings", { query: { ...endUser.peek(), status, limit: 100 }, signal: whileHere() });
