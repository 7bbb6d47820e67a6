import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, hitFrom, hitsOf, patternOf } from "./find";

const segments = ["The budget, the BUDGET.", "Nothing.", "Budget (draft) costs $5-6?", "Größe\n zählt"].map((text) => ({ text }));

test("words are found whatever their case, each time that they stand there", () => {
  assert.deepEqual(hitsOf(patternOf("budget"), segments), [
    { segment: 0, nth: 0 },
    { segment: 0, nth: 1 },
    { segment: 2, nth: 0 },
  ]);
  assert.deepEqual(hitsOf(patternOf("GRÖSSE"), segments), []);
  assert.deepEqual(hitsOf(patternOf("GRÖßE ZÄHLT"), segments), [{ segment: 3, nth: 0 }]);
});

test("what is typed is no pattern", () => {
  for (const typed of ["(draft)", "$5-6?", "[", "\\", "a/b", "{1}", "x-"]) assert.doesNotThrow(() => patternOf(typed), typed);
  assert.equal(hitsOf(patternOf("(draft) costs $5-6?"), segments).length, 1);
  assert.equal(hitsOf(patternOf(".*"), segments).length, 0);
});

test("blanks alone search for nothing", () => {
  assert.equal(patternOf("  "), null);
  assert.deepEqual(hitsOf(null, segments), []);
});

test("a text is cut at its hits and nothing of it is lost", () => {
  assert.deepEqual(cut(patternOf("the"), "The budget, the BUDGET."), ["", "The", " budget, ", "the", " BUDGET."]);
  assert.deepEqual(cut(patternOf("x"), "none"), ["none"]);
  assert.deepEqual(cut(null, "all"), ["all"]);
});

test("the search goes on from where one reads, and begins again at the end", () => {
  const hits = hitsOf(patternOf("budget"), segments);
  assert.equal(hitFrom(hits, 0), 0);
  assert.equal(hitFrom(hits, 1), 2);
  assert.equal(hitFrom(hits, 3), 0);
});
