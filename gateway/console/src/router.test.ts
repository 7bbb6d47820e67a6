import assert from "node:assert/strict";
import { test } from "node:test";
import { match, read, to } from "./router";

test("a path fits its pattern alone", () => {
  assert.deepEqual(match("/recordings/{id}", "/recordings/rec_1"), { id: "rec_1" });
  assert.deepEqual(match("/ask", "/ask"), {});
  for (const other of ["/recordings", "/recordings/", "/recordings/a/b", "/search/a", "/recordings/%"]) {
    assert.equal(match("/recordings/{id}", other), null, other);
  }
});

test("an address leads back to what it was made from", () => {
  const address = to("/ask/{session}", { session: "as_/?#ü" }, "t=754000");
  const url = new URL(address, "http://hark");
  const place = read(url.pathname, url.search, url.hash);
  assert.deepEqual(match("/ask/{session}", place.path), { session: "as_/?#ü" });
  assert.equal(place.hash, "t=754000");
});

test("the base and a slash at the end make no other place", () => {
  for (const path of ["/console", "/console/"]) assert.equal(read(path, "", "").path, "/");
  assert.equal(read("/console/search/", "", "").path, "/search");
});
