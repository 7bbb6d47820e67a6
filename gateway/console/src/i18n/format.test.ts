import assert from "node:assert/strict";
import { test } from "node:test";
import * as de from "./de";
import * as en from "./en";
import { clock, fill, momentOf } from "./format";

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
