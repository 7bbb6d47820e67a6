import assert from "node:assert/strict";
import { test } from "node:test";
import { heightsOf } from "./heightsOf";

test("a row is as high as its lines, and a line more where somebody begins to speak", () => {
  const said = (speaker: string | null, letters: number) => ({ speaker, text: "x".repeat(letters) });
  const heights = heightsOf([said("Ana", 10), said("Ana", 10), said("Ana", 300), said("Ben", 10), said(null, 10), said(null, 0)], 736, 16);
  assert.deepEqual([...heights], [64, 43, 124, 64, 43, 43]);
});
