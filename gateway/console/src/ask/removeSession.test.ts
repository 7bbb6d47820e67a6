import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { Session } from "../api/types";
import { sessions } from "./current";
import { removeSession } from "./removeSession";

const real = globalThis.fetch;
afterEach(() => void (globalThis.fetch = real));

const list = () => (sessions.value.state === "ready" ? sessions.value.list.map(({ id }) => id) : null);
const show = (...ids: string[]) => (sessions.value = { state: "ready", list: ids.map((id) => ({ id }) as Session), next: null });
const answer = (status: number, code = "") =>
  (globalThis.fetch = async () => (status === 204 ? new Response(null, { status }) : Response.json({ error: { code, message: "" } }, { status })));

test("what was deleted goes from the list when the answer comes, and the focus is moved before", async () => {
  show("as_1", "as_2");
  answer(204);
  const seen: unknown[] = [];
  assert.equal(await removeSession("as_1", () => seen.push(list())), null);
  assert.deepEqual(seen, [["as_1", "as_2"]]);
  assert.deepEqual(list(), ["as_2"]);
});

test("what another has deleted is gone too; what could not be deleted stays", async () => {
  show("as_1", "as_2");
  answer(404, "not_found");
  assert.equal(await removeSession("as_1", () => {}), null);
  answer(503, "unavailable");
  assert.equal((await removeSession("as_2", () => assert.ok(false, "it stays")))?.kind, "unavailable");
  assert.deepEqual(list(), ["as_2"]);
});
