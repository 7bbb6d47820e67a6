import assert from "node:assert/strict";
import { test } from "node:test";
import { call, credentials } from "./client";
import { upload } from "./upload";

/** How often a refusal was told, of a call whose key is another one by the time of its answer, or the same. */
async function refusals(ask: () => Promise<unknown>, answer: () => void, keyThen: string): Promise<number> {
  let told = 0;
  credentials.key = "sk_live_old";
  credentials.refused = () => told++;
  const asking = ask();
  credentials.key = keyThen;
  answer();
  await asking;
  return told;
}

test("a key that is refused late does not end the session of the next", async () => {
  let answer = () => {};
  globalThis.fetch = () => new Promise((done) => (answer = () => done(Response.json({}, { status: 401 }))));
  const ask = () => call("get", "/v1/key", {});
  assert.equal(await refusals(ask, () => answer(), "sk_live_new"), 0);
  assert.equal(await refusals(ask, () => answer(), "sk_live_old"), 1);
});

test("nor does one that an upload was sent with", async () => {
  let answer = () => {};
  class Request {
    status = 401;
    responseText = "{}";
    upload = {};
    onload = () => {};
    open() {}
    setRequestHeader() {}
    getResponseHeader = () => null;
    send() {
      answer = () => this.onload();
    }
  }
  Object.assign(globalThis, { XMLHttpRequest: Request });
  const { signal } = new AbortController();
  const ask = () => upload(new FormData(), { idempotencyKey: "k", signal, onSent() {} });
  assert.equal(await refusals(ask, () => answer(), "sk_live_new"), 0);
  assert.equal(await refusals(ask, () => answer(), "sk_live_old"), 1);
});
