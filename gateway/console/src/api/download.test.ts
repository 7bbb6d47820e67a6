import assert from "node:assert/strict";
import { test } from "node:test";
import { nameIn } from "./download";

test("a download is called as the gateway says", () => {
  assert.equal(nameIn(`attachment; filename="Gesprach.vtt"; filename*=UTF-8''Gespr%C3%A4ch.vtt`), "Gespräch.vtt");
  assert.equal(nameIn(`attachment; filename="plain.srt"`), "plain.srt");
  assert.equal(nameIn(`attachment; filename="plain.srt"; filename*=UTF-8''%E4`), "plain.srt");
  assert.equal(nameIn("attachment"), null);
  assert.equal(nameIn(null), null);
});
