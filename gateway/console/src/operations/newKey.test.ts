import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, problemsOf, type Wanted } from "./newKey";
import { EVERY_SCOPE } from "./scopes";

const wanted: Wanted = { project: " proj_mine ", name: " ", mode: "live", scopes: EVERY_SCOPE, person: "", days: "never" };

test("a key of everything names no scope, and what is left empty is not sent", () => {
  assert.deepEqual(bodyOf(wanted), { project_id: "proj_mine", mode: "live" });
});

test("a key of some scopes names them, with whom it is bound to and until when", () => {
  const body = bodyOf({ ...wanted, scopes: ["ask:read"], person: "eu_1", days: "30", name: "Phone" }, 0);
  assert.deepEqual(body, {
    project_id: "proj_mine",
    mode: "live",
    name: "Phone",
    scopes: ["ask:read"],
    end_user_id: "eu_1",
    expires_at: "1970-01-31T00:00:00.000Z",
  });
});

test("what the gateway would refuse is told before it is sent", () => {
  assert.deepEqual(problemsOf(wanted), []);
  assert.deepEqual(problemsOf({ ...wanted, project: "mine", scopes: [], person: "Ana" }), ["project", "scopes", "person"]);
});
