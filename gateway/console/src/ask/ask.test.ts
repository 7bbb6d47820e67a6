import assert from "node:assert/strict";
import { test } from "node:test";
import { withText } from "./Conversation";
import { endOfSentences } from "./sentences";

test("words that come one after the other are one text, until a citation comes between", () => {
  const cited = { type: "citation" as const, recording_id: "rec_1", start_ms: 1 };
  const parts = withText(withText([...withText([], "a"), cited], "b"), "c");
  assert.deepEqual(parts, [{ type: "text", text: "a" }, cited, { type: "text", text: "bc" }]);
});

test("only what is said to its end is read out", () => {
  const told: [string, string][] = [
    ["", ""],
    ["It was moved", ""],
    ["It was moved.", ""],
    ["It was moved. To", "It was moved. "],
    ["“Really?” Yes", "“Really?” "],
    ["- one\n- tw", "- one\n"],
    ["はい。それ", "はい。"],
    ["3.5 million", ""],
  ];
  for (const [text, whole] of told) assert.equal(text.slice(0, endOfSentences(text)), whole, text);
});
