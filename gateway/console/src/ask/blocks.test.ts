import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "../api/types";
import { blocksOf, spokenBy } from "./blocks";

const text = (words: string): Part => ({ type: "text", text: words });
const cite = (start_ms: number) => ({ type: "citation" as const, recording_id: "rec_1", start_ms });
const plain = (words: string) => ({ text: words, strong: false });

test("a title over quotations is a heading, and each quotation an item with its citation", () => {
  const parts = [text("Call, 17 April 2026:\n- Ana: One."), cite(1), text("\n- Ben: Two."), cite(2), text("\n\nStand-up:\n- Three"), cite(3)];
  assert.deepEqual(blocksOf(parts), [
    { kind: "heading", pieces: [plain("Call, 17 April 2026")] },
    {
      kind: "list",
      ordered: false,
      start: 1,
      items: [
        [plain("Ana: One."), { cited: [cite(1)] }],
        [plain("Ben: Two."), { cited: [cite(2)] }],
      ],
    },
    { kind: "heading", pieces: [plain("Stand-up")] },
    { kind: "list", ordered: false, start: 1, items: [[plain("Three"), { cited: [cite(3)] }]] },
  ]);
});

test("paragraphs keep their lines, citations beside each other are one group", () => {
  const parts = [text("It moved"), cite(1), text(" "), cite(2), text(" to June.\nThen on.\n\nNew."), cite(3)];
  assert.deepEqual(blocksOf(parts), [
    { kind: "paragraph", pieces: [plain("It moved"), { cited: [cite(1), cite(2)] }, plain(" to June."), plain("\n"), plain("Then on.")] },
    { kind: "paragraph", pieces: [plain("New."), { cited: [cite(3)] }] },
  ]);
});

test("a citation after the end of a line stays with the words before", () => {
  assert.deepEqual(blocksOf([text("- One.\n"), cite(1), text("- Two.")]), [
    { kind: "list", ordered: false, start: 1, items: [[plain("One."), { cited: [cite(1)] }], [plain("Two.")]] },
  ]);
});

test("of Markdown only headings, lists and bold are read; links, pictures and HTML stay words", () => {
  const words = "[x](javascript:alert(1)) ![y](http://evil/y.png) <img src=x onerror=alert(1)> *z*";
  assert.deepEqual(blocksOf([text(`## Why\n3. **Cost**: ${words}\n4. two`)]), [
    { kind: "heading", pieces: [plain("Why")] },
    { kind: "list", ordered: true, start: 3, items: [[{ text: "Cost", strong: true }, plain(`: ${words}`)], [plain("two")]] },
  ]);
});

test("words that come later never lose what was there: any cut of an answer keeps its text", () => {
  const whole = "Call:\n- Ana: **One**.\n\nSo **two** and\n1) three:\n";
  for (let end = 0; end <= whole.length; end++) {
    const kept = JSON.stringify(blocksOf([text(whole.slice(0, end))]));
    for (const word of whole.slice(0, end).match(/[A-Za-z]+/g) ?? []) assert.ok(kept.includes(word), `${end}: ${word}`);
  }
});

test("who speaks is set off only where it is the cited one", () => {
  const item = [plain("Ana: One."), { cited: [cite(1)] }];
  assert.deepEqual(spokenBy(item, "Ana"), { name: "Ana", words: [plain("One."), { cited: [cite(1)] }] });
  assert.equal(spokenBy(item, "Ben"), null);
  assert.equal(spokenBy(item, null), null);
});
