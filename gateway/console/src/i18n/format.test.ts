import assert from "node:assert/strict";
import { test } from "node:test";
import * as de from "./de";
import * as en from "./en";
import { clock, contained, fill, momentOf, plain } from "./format";

test("times are told as players do", () => {
  const told: [number, string][] = [
    [0, "0:00"],
    [59_999, "0:59"],
    [754_000, "12:34"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [43_200_000, "12:00:00"],
  ];
  for (const [ms, text] of told) assert.equal(clock(ms), text);
});

test("only a number of milliseconds is a moment", () => {
  assert.equal(momentOf("t=754000"), 754000);
  for (const hash of ["", "t=", "t=-1", "t=1.5", "t=1e3", "x=1", "t=1&x=2"]) {
    assert.equal(momentOf(hash), null, hash);
  }
});

test("what stands in a value is not filled again", () => {
  assert.equal(fill("{a} and {b}, {c}", { a: "{b}", b: 2 }), "{b} and 2, {c}");
});

test("a title cannot turn the sentence around it", () => {
  const deleted = (title: string) => fill("“{title}” is deleted.", { title });
  assert.equal(deleted("Harbour"), "“Harbour” is deleted.");
  assert.equal(deleted("\u202Eeltit\u2066 a\u2069\u2069"), "“eltit a” is deleted.");
  assert.equal(deleted("שלום"), "“\u2068שלום\u2069” is deleted.");
  assert.equal(deleted("a\u2069שלום\u2068"), "“\u2068aשלום\u2069” is deleted.", "it ends no hold and begins none");
  assert.equal(fill("{number} of {all}", { number: 1, all: 2 }), "1 of 2");
});

test("a sentence in a sentence holds its own values still", () => {
  const said = fill("“{expression}”: {days}", { expression: "אתמול", days: "1 – 30 Apr 2026" });
  assert.equal(contained(said), "\u2068“\u2068אתמול\u2069”: 1 – 30 Apr 2026\u2069");
});

test("what leaves the page has no such marks", () => {
  assert.equal(plain(fill("What was decided in “{title}”?", { title: "\u202Eשלום" })), "What was decided in “שלום”?");
});

test("every text names the same values in both languages", () => {
  const names = (text: unknown) =>
    [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
  for (const [page, texts] of Object.entries(en)) {
    for (const [key, text] of Object.entries(texts)) {
      const other = (de as Record<string, Record<string, unknown>>)[page]?.[key];
      const unique = (all: unknown[]) => [...new Set(all)];
      assert.deepEqual(unique(names(other)), unique(names(text)), `${page}.${key}`);
    }
  }
});
