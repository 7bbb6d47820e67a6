import assert from "node:assert/strict";
import { test } from "node:test";
import { Boundary } from "./Boundary";
import { Pages } from "./Pages";
import type { Route } from "./routes";

const Page = () => null;
/** A page whose file comes, or does not, as the next of `outcomes` says. */
const route = (...outcomes: boolean[]): Route => ({
  patterns: [],
  access: { anyOf: [] },
  load: () => (outcomes.shift() ? Promise.resolve({ default: Page }) : Promise.reject(new TypeError("no such file"))),
});

test("a page that could not be loaded breaks no other", async () => {
  const [bad, good] = [route(false), route(true)];
  const pages = new Pages();
  await pages.want(bad);
  assert.equal(pages.isBroken.value, true);
  await pages.want(good);
  assert.equal(pages.isBroken.value, false);
  assert.equal(pages.shown.value?.route, good);
});

test("it is loaded again when somebody comes back to it, and when there is a network again", async () => {
  const twice = route(false, true);
  const pages = new Pages();
  await pages.want(twice);
  await pages.want(twice);
  assert.equal(pages.shown.value?.route, twice);

  const later = route(false, true);
  await pages.want(later);
  pages.retry();
  await new Promise(setImmediate);
  assert.equal(pages.isBroken.value, false);
  assert.equal(pages.shown.value?.route, later);
});

test("without a network no file is asked for, which the browser would take for gone from then on", async () => {
  const network = { onLine: false };
  Object.defineProperty(globalThis, "navigator", { value: network, configurable: true });
  const pages = new Pages();
  const once = route(true);
  await pages.want(once);
  assert.equal(pages.isBroken.value, true);
  network.onLine = true;
  pages.retry();
  await new Promise(setImmediate);
  assert.equal(pages.shown.value?.route, once);
});

test("one that is late takes the place of none", async () => {
  const [slow, quick] = [route(true), route(true)];
  const pages = new Pages();
  await Promise.all([pages.want(slow), pages.want(quick)]);
  assert.equal(pages.shown.value?.route, quick);
});

test("a fault of one address is none of the next", () => {
  const fresh = Boundary.getDerivedStateFromProps({ path: "/ask/as_1" }, { path: "/ask", crashed: true });
  assert.deepEqual(fresh, { path: "/ask/as_1", crashed: false });
  assert.equal(Boundary.getDerivedStateFromProps({ path: "/ask" }, { path: "/ask", crashed: true }), null);
});
