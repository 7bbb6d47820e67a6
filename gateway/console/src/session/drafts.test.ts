import assert from "node:assert/strict";
import { test } from "node:test";
import { draftNow, moveDraft, setDraft } from "./drafts";
import { session, signOut } from "./session";

const of = (id: string) => {
  const about = { id: "key_1", name: "", project_id: "proj_1", mode: "live" as const, scopes: [], end_user_id: null };
  session.value = { state: "in", key: "k", about, bound: false, person: { id, name: null, external_id: null } };
};
// Of a browser, which the tests have not.
Object.assign(globalThis, {
  sessionStorage: { removeItem() {} },
  location: { pathname: "/console", search: "", hash: "" },
  history: { state: null, replaceState() {} },
});

test("what was typed outlives a key that ends, for the same end user alone", () => {
  of("eu_1");
  setDraft("ask", "half a question");
  signOut("ended");
  of("eu_2");
  assert.equal(draftNow("ask"), "");
  of("eu_1");
  assert.equal(draftNow("ask"), "half a question");
});

test("whoever signs out leaves nothing", () => {
  of("eu_1");
  setDraft("ask", "half a question");
  signOut();
  of("eu_1");
  assert.equal(draftNow("ask"), "");
});

test("a draft goes along with a conversation that gets its id", () => {
  of("eu_1");
  setDraft("ask", "and then?");
  moveDraft("ask", "ask as_1");
  assert.deepEqual([draftNow("ask"), draftNow("ask as_1")], ["", "and then?"]);
});
