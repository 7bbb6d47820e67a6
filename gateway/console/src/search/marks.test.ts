import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, isForm, wordsOf } from "./marks";

const marked = (text: string, query: string) =>
  excerpt(text, query).filter((piece) => piece.marked).map((piece) => piece.text);

test("forms of a word are marked, other words that begin alike are not", () => {
  assert.deepEqual(marked("Two Tomatoes, one tomato; planting plants on a planet", "tomato plant"), ["Tomatoes", "tomato", "planting", "plants"]);
  assert.ok(isForm("entscheiden", "entscheidet"));
  assert.ok(!isForm("art", "arts"), "short words are to be the same");
});

test("case and accents do not count, and neither does how a letter is composed", () => {
  assert.deepEqual(marked("Ein Café in ZÜRICH, cafe\u0301 zu", "cafe zürich"), ["Café", "ZÜRICH", "cafe\u0301"]);
});

test("words that stand everywhere are marked only when nothing else was asked for", () => {
  assert.deepEqual(wordsOf("What did the gardener say about it?"), ["gardener", "say"]);
  assert.deepEqual(wordsOf("who are you"), ["who", "are", "you"]);
});

test("in scripts without spaces what was typed is marked where it stands", () => {
  assert.deepEqual(marked("明日の会議で予算を決める。会議は十時。", "会議"), ["会議", "会議"]);
});

test("of a long passage the stretch with most of the words is shown, cut between words", () => {
  const text = `${"early words ".repeat(60)}the budget was cut, the budget of May ${"late words ".repeat(60)}`;
  const shown = excerpt(text, "budget").map((piece) => piece.text).join("");
  assert.match(shown, /^… .*budget was cut, the budget of May.* …$/);
  assert.ok(shown.length < 310);
  assert.deepEqual(marked(text, "budget"), ["budget", "budget"]);
});

test("a passage that was found by its meaning is shown from its beginning, and markup stays text", () => {
  assert.deepEqual(excerpt("<img src=x onerror=alert(1)> short", "other"), [{ text: "<img src=x onerror=alert(1)> short", marked: false }]);
});

test("no character is cut in two", () => {
  const shown = excerpt("😀".repeat(400), "x").map((piece) => piece.text).join("");
  assert.ok(!/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(shown));
});
