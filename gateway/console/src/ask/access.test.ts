import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { session, type Scope } from "../session/session";
import { Conversation } from "./Conversation";
import { loadSessions } from "./current";

const real = globalThis.fetch;
afterEach(() => void (globalThis.fetch = real));

function signedIn(...scopes: Scope[]) {
  const about = { id: "key_1", name: "", project_id: "proj_1", mode: "live" as const, scopes, end_user_id: "eu_1" };
  session.value = { state: "in", key: "k", about, bound: true, person: { id: "eu_1", name: null, external_id: null } };
}

/** A gateway to which the key may only write; `calls` is what it was asked. */
function onlyWrites(): string[] {
  const calls: string[] = [];
  globalThis.fetch = async (address, init) => {
    calls.push(`${init?.method} ${String(address).split("?")[0]}`);
    if (init?.method === "POST") return new Response('event: started\ndata: {"session_id":"as_1","message_id":"msg_1"}\n\n');
    return Response.json({ error: { code: "forbidden", message: "" } }, { status: 403 });
  };
  return calls;
}

test("the list is read for a key that may read it alone", async () => {
  const calls = onlyWrites();
  signedIn("ask:write");
  await loadSessions();
  assert.deepEqual(calls, []);
  signedIn("ask:write", "ask:read");
  await loadSessions();
  assert.deepEqual(calls, ["GET /v1/ask/sessions"]);
});

test("an answer that broke off is asked for once by a key that may not read it", { timeout: 10_000 }, async () => {
  const calls = onlyWrites();
  signedIn("ask:write");
  const open = new Conversation(null, () => {});
  await open.ask("Why?");
  const [turn] = open.turns.value;
  while (turn!.state.value.state !== "failed") await new Promise((done) => setTimeout(done, 20));
  assert.deepEqual(turn!.state.value, { state: "failed", failure: { kind: "brokenOff", error: null } });
  assert.deepEqual(calls, ["POST /v1/ask/sessions", "GET /v1/ask/sessions/as_1/messages"]);
});
