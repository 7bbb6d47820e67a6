import assert from "node:assert/strict";
import { test } from "node:test";
import { segmentAt } from "./segmentAt";

test("a moment is in the last segment that has begun", () => {
  const segments = [{ start_ms: 1000 }, { start_ms: 2000 }, { start_ms: 2000 }, { start_ms: 5000 }];
  const found: [number, number][] = [
    [0, 0],
    [1000, 0],
    [1999, 0],
    [2000, 2],
    [4999, 2],
    [99_999, 3],
  ];
  for (const [moment, index] of found) assert.equal(segmentAt(segments, moment), index, String(moment));
  assert.equal(segmentAt([], 0), -1);
});
