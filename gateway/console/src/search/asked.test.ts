import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf, detailOf, howMany, NO_FILTERS, requestOf, type Asked } from "./asked";

const asked: Asked = { whose: "a", query: "budget", filters: NO_FILTERS, limit: 10 };

test("a search of somebody else in the history of the tab is none", () => {
  assert.equal(askedOf({ search: asked }, "a"), asked);
  assert.equal(askedOf({ search: asked }, "b"), null);
  assert.equal(askedOf(null, "a"), null);
});

test("what limits nothing is not sent", () => {
  assert.deepEqual(requestOf(asked), { query: "budget" });
});

test("the last day is one of those that are searched", () => {
  const sent = requestOf({ ...asked, filters: { ...NO_FILTERS, from: "2026-05-01", to: "2026-05-01" } });
  assert.equal(Date.parse(sent.recorded_before!) - Date.parse(sent.recorded_after!), 86_400_000);
});

test("a detail is a text, or what it looks like, but in quotes", () => {
  assert.deepEqual(detailOf("deal = D-7"), ["deal", "D-7"]);
  assert.deepEqual(detailOf("round=7"), ["round", 7]);
  assert.deepEqual(detailOf('round="7"'), ["round", "7"]);
  assert.deepEqual(detailOf("won = true"), ["won", true]);
  assert.equal(detailOf("deal"), null);
  assert.equal(detailOf("= 7"), null);
});

test("each filter counts", () => {
  assert.equal(howMany({ from: "2026-05-01", to: "", tags: ["a", "b"], speakers: ["Ana"], details: ["a=b"] }), 5);
});
