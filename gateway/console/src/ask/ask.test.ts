import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../api/types";
import { endOfSentences } from "./sentences";
import { storedAnswer, withText } from "./turn";

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

test("the stored answer is the one to the last asking, and none while that is unanswered", () => {
  const message = (role: "user" | "assistant", content: string) => ({ role, content }) as Message;
  const messages = [message("user", "a"), message("assistant", "1"), message("user", "a"), message("assistant", "2"), message("user", "b")];
  assert.equal(storedAnswer(messages, "a")?.content, "2");
  assert.equal(storedAnswer(messages, "b"), null);
  assert.equal(storedAnswer([message("user", "a"), message("assistant", "1"), message("user", "a")], "a"), null);
  assert.equal(storedAnswer([], "a"), null);
});
