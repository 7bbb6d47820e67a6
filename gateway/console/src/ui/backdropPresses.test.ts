import assert from "node:assert/strict";
import { test } from "node:test";
import { backdropPresses } from "./backdropPresses";

test("only who presses and lets go beside a dialog closes it", () => {
  const presses = backdropPresses();
  const drag = (from: boolean, to: boolean) => {
    presses.begin(from);
    return presses.end(to);
  };
  assert.equal(drag(true, true), true);
  assert.equal(drag(false, true), false, "text that was selected out of it");
  assert.equal(drag(true, false), false);
  assert.equal(presses.end(true), false, "a click of an earlier press");
});
