import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "../api/failure";
import { Upload, waitFor } from "./Upload";

const error = (code: string) => ({ error: { code, message: "", param: null, details: null, request_id: "req_1" } }) as never;

test("what is only busy or away is tried again, as late as it says", () => {
  assert.equal(waitFor(failureOf(429, error("rate_limit_exceeded"), "7"), 1), 7);
  assert.equal(waitFor(failureOf(503, error("unavailable"), "3"), 1), 3);
  assert.equal(waitFor({ kind: "offline", error: null }, 1), 2);
  assert.equal(waitFor({ kind: "offline", error: null }, 9), 30);
  assert.equal(waitFor(failureOf(409, error("idempotency_in_progress"), null), 1), 1);
});

test("what is wrong is not sent again", () => {
  for (const [status, code] of [[400, "invalid_request"], [413, "request_too_large"], [401, "unauthorized"], [403, "forbidden"], [422, "idempotency_key_reused"]] as const) {
    assert.equal(waitFor(failureOf(status, error(code), "1"), 1), null, code);
  }
});

test("a file that cannot be taken says so before anything is sent", () => {
  assert.deepEqual(new Upload(new File([], "empty.vtt")).state.value, { state: "unfit", why: "noFile" });
  const large = new File([new Uint8Array(32 * 1024 * 1024 + 1)], "large.json");
  assert.deepEqual(new Upload(large).state.value, { state: "unfit", why: "tooLarge" });
  const fits = new Upload(new File([new Uint8Array(32 * 1024 * 1024)], "2026-05-04 fits.json"));
  assert.deepEqual(fits.state.value, { state: "ready" });
  assert.equal(fits.title.value, "2026-05-04 fits");
});
