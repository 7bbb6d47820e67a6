import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, filtersOf } from "./days";

test("both days of a filter are in it, and come back as they were typed", () => {
  // The day on which clocks go forward, in most of Europe and of America.
  for (const [from, until] of [["2026-03-08", "2026-03-08"], ["2026-03-29", "2026-03-29"], ["2026-02-28", "2026-12-31"]]) {
    const filters = filtersOf({ from: from!, until: until!, tags: [], speakers: [] });
    assert.equal(dayOf(filters.recorded_after), from);
    assert.equal(dayOf(filters.recorded_before, -1), until);
    assert.ok(Date.parse(filters.recorded_before!) - Date.parse(filters.recorded_after!) >= 23 * 3_600_000);
  }
});

test("what is left empty limits nothing", () => {
  assert.deepEqual(filtersOf({ from: "", until: "", tags: [], speakers: [] }), {});
  assert.deepEqual(filtersOf({ from: "", until: "", tags: ["a"], speakers: ["Ana"] }), { tags: ["a"], speakers: ["Ana"] });
});
