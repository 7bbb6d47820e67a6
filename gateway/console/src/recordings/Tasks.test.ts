import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../api/types";
import { session, type Scope } from "../session/session";
import { TaskMenu } from "./Tasks";

function menuFor(...scopes: Scope[]) {
  const about = { id: "key_1", name: "", project_id: "proj_1", mode: "live" as const, scopes, end_user_id: "eu_1" };
  session.value = { state: "in", key: "k", about, bound: true, person: { id: "eu_1", name: null, external_id: null } };
  return TaskMenu({ recording: { title: "Harbour", status: "completed" } as Recording, onTask: () => {} });
}

test("a key that may only read is offered nothing that changes a recording", () => {
  assert.equal(menuFor("recordings:read", "ask:write"), null);
  assert.notEqual(menuFor("recordings:read", "recordings:write"), null);
});
