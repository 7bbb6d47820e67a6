import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, askedBy, filtersOf, isLimited } from "./filters";

const all = { status: "", tag: "", from: "", to: "" } as const;

test("filters go into the address and come out of it as they were", () => {
  const filters = { status: "failed", tag: "Q&A #1", from: "2026-05-04", to: "2026-05-31" } as const;
  const address = addressOf(filters);
  assert.deepEqual(filtersOf(new URL(address, "http://x").searchParams), filters);
  assert.equal(addressOf(all), "/console/recordings");
  assert.equal(isLimited(all), false);
  assert.equal(isLimited(filters), true);
});

test("what no filter is limits nothing", () => {
  assert.deepEqual(filtersOf(new URLSearchParams("status=gone&from=yesterday&to=2026-5-1")), all);
});

test("days are whole, from midnight to midnight of where one is, also when a clock is set between", () => {
  for (const [from, to] of [["2026-05-04", "2026-05-04"], ["2026-03-29", "2026-03-29"], ["2026-12-31", "2026-12-31"]] as const) {
    const asked = askedBy({ ...all, from, to });
    const begin = new Date(asked.recorded_after!);
    const end = new Date(asked.recorded_before!);
    assert.deepEqual([begin.getHours(), begin.getMinutes(), end.getHours(), end.getMinutes()], [0, 0, 0, 0]);
    assert.equal(begin.getDate(), Number(from.slice(8)));
    const next = new Date(begin);
    next.setDate(next.getDate() + 1);
    assert.equal(end.getTime(), next.getTime());
  }
  assert.deepEqual(askedBy(all), {});
});
