import assert from "node:assert/strict";
import { test } from "node:test";
import { session, type Scope } from "../session/session";
import { lackOf, needsPerson, openSections } from "./access";
import { sections } from "./routes";

const access = (title: string) => sections.find((section) => section.title === title)!.access;

function signedIn(scopes: Scope[] | null, end_user_id: string | null = null) {
  const about = scopes && { id: "key_1", name: "", project_id: "proj_1", mode: "live" as const, scopes, end_user_id };
  const person = end_user_id === null ? null : { id: end_user_id, name: null, external_id: null };
  session.value = { state: "in", key: "k", about, bound: end_user_id !== null, person };
}

const open = () => openSections().map(({ title }) => title);

test("what the scopes of a key do not allow is not offered, and which is missing is told", () => {
  signedIn(["recordings:read"]);
  assert.deepEqual(open(), ["search", "recordings", "operations"]);
  assert.deepEqual(lackOf(access("ask")), { why: "scope", scope: "ask:write" });
});

test("the root token opens operations alone", () => {
  signedIn(null);
  assert.deepEqual(open(), ["operations"]);
  assert.deepEqual(lackOf(access("search")), { why: "root" });
  assert.equal(needsPerson(access("operations")), false);
});

test("a key that is bound to an end user has no operations and need not choose", () => {
  signedIn(["ask:read", "ask:write", "recordings:read", "webhooks:write"], "eu_1");
  assert.deepEqual(open(), ["ask", "search", "recordings"]);
  assert.deepEqual(lackOf(access("operations")), { why: "project" });
  assert.equal(needsPerson(access("ask")), false);
});

test("a key of the project chooses an end user for what is somebody's, and none for operations", () => {
  signedIn(["ask:write", "webhooks:write"]);
  assert.equal(needsPerson(access("ask")), true);
  assert.equal(needsPerson(access("operations")), false);
});
