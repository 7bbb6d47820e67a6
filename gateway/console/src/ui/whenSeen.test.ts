import assert from "node:assert/strict";
import { test } from "node:test";
import { whenSeen } from "./whenSeen";

/** A browser's, as far as it is needed. */
const page = Object.assign(new EventTarget(), { hidden: false });
Object.assign(globalThis, { document: page });

const show = (hidden: boolean) => {
  page.hidden = hidden;
  page.dispatchEvent(new Event("visibilitychange"));
};

test("nothing is done while nobody sees the page, and once when they do", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let done = 0;
  show(true);
  whenSeen(2, () => done++);
  context.mock.timers.tick(60_000);
  assert.equal(done, 0);
  show(false);
  show(false);
  assert.equal(done, 1);
});

test("it waits as long as it should, seen or not, and can be called off", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let done = 0;
  show(false);
  whenSeen(2, () => done++);
  context.mock.timers.tick(1_999);
  show(false);
  assert.equal(done, 0);
  context.mock.timers.tick(1);
  assert.equal(done, 1);
  whenSeen(2, () => done++)();
  context.mock.timers.tick(2_000);
  assert.equal(done, 1);
});
