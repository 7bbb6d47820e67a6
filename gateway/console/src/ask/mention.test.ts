import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../api/types";
import { mentionable, mentionAt, mentioning } from "./mention";

test("an @ that begins a word begins a mention, one inside of an address does not", () => {
  const told: [string, string | null][] = [
    ["@", ""],
    ["What of @stand up", "stand up"],
    ["(@a", "a"],
    ["mail ana@example.com", null],
    ["@ stand", null],
    ["@stand  up", null],
    ["@stand\nup", null],
    ["no mention", null],
    [`@${"x".repeat(80)}`, null],
  ];
  for (const [text, words] of told) assert.equal(mentionAt(text, text.length)?.words ?? null, words, text);
  assert.deepEqual(mentionAt("of @sta and more", 7), { from: 3, words: "sta" });
});

test("the title takes the place of what was typed, and the caret stands behind it", () => {
  assert.deepEqual(mentioning("of @sta", { from: 3, words: "sta" }, "Stand-up"), { text: "of “Stand-up” ", caret: 14 });
  assert.deepEqual(mentioning("of @sta?", { from: 3, words: "sta" }, "Stand-up"), { text: "of “Stand-up”?", caret: 13 });
});

test("only what is in scope, has a title and is not mentioned yet is offered", () => {
  const list = ["Stand-up one", "Stand-up two", "Call", null].map((title, i) => ({ id: `rec_${i}`, title }) as Recording);
  const ids = (...args: [string, string[], string[]]) => mentionable(list, ...args).map(({ id }) => id);
  assert.deepEqual(ids("UP stand", [], []), ["rec_0", "rec_1"]);
  assert.deepEqual(ids("", [], ["rec_1"]), ["rec_0", "rec_2"]);
  assert.deepEqual(ids("", ["rec_2", "rec_3"], []), ["rec_2"]);
});
