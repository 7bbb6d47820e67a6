import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { choose, session, signOut } from "../session/session";
import { conversation, openAbout, openConversation } from "./current";
import { known } from "./known";

/** A browser's, as far as it is needed. */
const location = { pathname: "/console/ask/as_a", search: "", hash: "" };
Object.assign(globalThis, {
  sessionStorage: { setItem() {}, removeItem() {} },
  location,
  history: { state: null, replaceState: (_: unknown, __: string, address: string) => (location.pathname = address) },
});

const real = globalThis.fetch;
afterEach(() => void (globalThis.fetch = real));

const person = (id: string) => ({ id, name: null, external_id: null });
const about = { id: "key_1", name: "", project_id: "proj_1", mode: "live" as const, scopes: [], end_user_id: null };

/** With a project's key, which reads what is of everyone. */
function signedInFor(id: string) {
  session.value = { state: "in", key: "sk_live_1", about, bound: false, person: person(id) };
}

const PAGE = { data: [], has_more: false, next_cursor: null };

function server(routes: Record<string, unknown>) {
  globalThis.fetch = async (address) => {
    const path = String(address).split("?")[0]!;
    return Response.json(routes[path] ?? PAGE);
  };
}

const settled = () => new Promise((done) => setTimeout(done, 20));
const scope = { type: "library", recording_ids: [], recording_title: null };

test("another end user's conversation is not there, though the key reads it", async () => {
  server({ "/v1/ask/sessions/as_a": { id: "as_a", end_user_id: "eu_a", title: "Secret", scope } });
  signedInFor("eu_b");
  openConversation("as_a");
  await settled();
  const { loading, title } = conversation.value;
  assert.deepEqual(loading.value, { kind: "notFound", error: null });
  assert.equal(title.value, null);
  signedInFor("eu_a");
  openConversation("as_a");
  await settled();
  assert.equal(conversation.value.title.value, "Secret");
});

test("no conversation begins about another end user's recording", async () => {
  server({ "/v1/recordings/rec_a": { id: "rec_a", end_user_id: "eu_a", title: "Secret" } });
  signedInFor("eu_b");
  await openAbout("rec_a");
  assert.deepEqual(conversation.value.loading.value, { kind: "notFound", error: null });
  assert.equal(known.value.get("rec_a"), null);
  signedInFor("eu_a");
  await openAbout("rec_a");
  assert.equal(conversation.value.loading.value, "no");
});

test("who leaves an end user leaves the address of their things; whose key has ended comes back to it", () => {
  const leaving = (how: () => void) => {
    location.pathname = "/console/ask/as_a";
    signedInFor("eu_a");
    how();
    return location.pathname;
  };
  assert.equal(leaving(() => choose(person("eu_b"))), "/console");
  assert.equal(leaving(() => choose(null)), "/console");
  assert.equal(leaving(() => signOut()), "/console");
  assert.equal(leaving(() => signOut("ended")), "/console/ask/as_a");
});

test("who chooses an end user first stays at the address that they came to", () => {
  location.pathname = "/console/ask/as_a";
  session.value = { state: "in", key: "sk_live_1", about, bound: false, person: null };
  choose(person("eu_a"));
  assert.equal(location.pathname, "/console/ask/as_a");
});
