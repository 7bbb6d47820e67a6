import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../api/types";
import { changeOf, draftOf, isFlat, problemOf } from "./edits";

const recording = {
  title: "Planning",
  recorded_at: "2026-05-04T09:00:12.345Z",
  tags: ["sales", "q2"],
  metadata: { deal: "D-7", people: 6, open: true },
} as unknown as Recording;

test("what was not touched is not sent", () => {
  assert.deepEqual(changeOf(recording, draftOf(recording)), {});
});

test("what was changed is sent, and numbers stay numbers", () => {
  const draft = draftOf(recording);
  draft.title = " Launch ";
  draft.tags = "sales, launch,, sales ";
  draft.metadata = [["people", "6"], ["deal", "D-8"], [" ", "lost"], ["note", "7"]];
  assert.deepEqual(changeOf(recording, draft), {
    title: "Launch",
    tags: ["sales", "launch"],
    metadata: { people: 6, deal: "D-8", note: "7" },
  });
});

test("a new date is an instant", () => {
  const change = changeOf(recording, { ...draftOf(recording), date: "2026-06-01T10:30" });
  assert.deepEqual(change, { recorded_at: new Date(2026, 5, 1, 10, 30).toISOString() });
});

test("what cannot be is told before it is sent", () => {
  const draft = draftOf(recording);
  assert.equal(problemOf(recording, draft), null);
  assert.equal(problemOf(recording, { ...draft, title: " " })?.field, "title");
  assert.equal(problemOf(recording, { ...draft, date: "" })?.field, "date");
  assert.equal(problemOf(recording, { ...draft, tags: Array.from({ length: 21 }, (_, i) => i).join() })?.field, "tags");
});

test("metadata in metadata are not for fields", () => {
  assert.equal(isFlat(recording), true);
  assert.equal(isFlat({ metadata: { a: { b: 1 } } }), false);
  assert.equal(isFlat({ metadata: null }), true);
});
