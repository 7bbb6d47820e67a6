import assert from "node:assert/strict";
import { test } from "node:test";
import { dateOf, fieldOf, instantIn, titleOf } from "./fileFacts";

const WRITTEN = new Date(2026, 4, 9, 17, 5).getTime();

test("a title is the file's name without its kind", () => {
  const titles: [string, string][] = [
    ["Weekly_sync.vtt", "Weekly sync"],
    ["GMT20260504-090000_Recording.transcript.vtt", "GMT20260504-090000 Recording"],
    ["call with Noor.json", "call with Noor"],
    ["v1.2 planning.txt", "v1.2 planning"],
    [".srt", ".srt"],
    ["no kind", "no kind"],
  ];
  for (const [name, title] of titles) assert.equal(titleOf(name), title);
  assert.equal([...titleOf("é".repeat(300) + ".txt")].length, 200);
});

test("the date is in the name, or is that of the file", () => {
  assert.equal(dateOf("2026-05-04 stand-up.vtt", WRITTEN), "2026-05-04T12:00");
  assert.equal(dateOf("standup_20260504_0930.vtt", WRITTEN), "2026-05-04T09:30");
  assert.equal(dateOf("2026-05-04T14.15.59.srt", WRITTEN), "2026-05-04T14:15");
  assert.equal(dateOf("GMT20260504-090000_Recording.vtt", WRITTEN), fieldOf(new Date("2026-05-04T09:00:00Z")));
  for (const name of ["meeting.vtt", "call 4711.json", "20261399.txt", "2026-05-042.txt"]) {
    assert.equal(dateOf(name, WRITTEN), "2026-05-09T17:05", name);
  }
});

test("a date goes through its field unchanged, and an empty field is none", () => {
  assert.equal(instantIn(fieldOf(new Date(WRITTEN))), new Date(WRITTEN).toISOString());
  assert.equal(instantIn(""), null);
  assert.equal(instantIn("tomorrow"), null);
});
