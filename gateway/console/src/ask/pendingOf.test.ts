import assert from "node:assert/strict";
import { test } from "node:test";
import type { Coverage, Scope } from "../api/types";
import { EVERYTHING } from "./Conversation";
import { pendingOf } from "./pendingOf";

const missing = (recording_id: string, status: string) => ({ recording_id, status, title: null });
const coverage = (...named: ReturnType<typeof missing>[]) => ({ missing: named }) as unknown as Coverage;
const chosen: Scope = { type: "selected", recording_ids: ["rec_1", "rec_3"], recording_title: null };

function server(): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (address) => {
    const status = new URL(String(address), "http://hark").searchParams.get("status")!;
    asked.push(status);
    return Response.json({ data: (status === "pending" ? ["rec_1"] : ["rec_2", "rec_3"]).map((id) => ({ id })), next_cursor: null });
  };
  return asked;
}

test("those that the answer names are waited for when it names all that are in work", async () => {
  const asked = server();
  const told = await pendingOf(coverage(missing("rec_8", "failed"), missing("rec_9", "processing")), 1, EVERYTHING);
  assert.deepEqual(told, { ok: true, value: ["rec_9"] });
  assert.deepEqual(asked, []);
});

test("where it names some or none, all of its scope that are in work are waited for", async () => {
  server();
  assert.deepEqual(await pendingOf(coverage(missing("rec_2", "processing")), 3, EVERYTHING), { ok: true, value: ["rec_2", "rec_1", "rec_3"] });
  assert.deepEqual(await pendingOf(null, 2, chosen), { ok: true, value: ["rec_1", "rec_3"] });
});

test("nothing is waited for, nor asked again, when that cannot be told", async () => {
  globalThis.fetch = async () => Response.json({ error: { code: "rate_limit_exceeded" } }, { status: 429 });
  assert.equal((await pendingOf(null, 2, EVERYTHING)).ok, false);
});
