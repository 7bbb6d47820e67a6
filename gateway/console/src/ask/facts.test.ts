import assert from "node:assert/strict";
import { test } from "node:test";
import type { Filters, Interpretation, Scope } from "../api/types";
import { factsOf, isLimited } from "./facts";

const nothing: Interpretation = {
  from: null, to: null, time_zone: "Europe/Berlin", expression: null, speakers: [], counted: [], kind: "moment", widened: false,
};
const week = { ...nothing, from: "2026-05-10T22:00:00.000Z", to: "2026-05-17T22:00:00.000Z", expression: "last week" };
const library: Scope = { type: "library", recording_ids: [], recording_title: null };
const withouts = (read: Interpretation | null, filters?: Filters) => factsOf(read, filters).map(({ kind, without }) => [kind, without]);

test("a question that says no time and no name has nothing that could be taken away", () => {
  assert.deepEqual(factsOf(nothing), []);
  assert.deepEqual(factsOf(null), []);
  assert.equal(isLimited(factsOf(nothing), library), false);
  assert.equal(isLimited([], { ...library, type: "selected" }), true);
});

test("what the question says is taken away by filters that overrule it, and nothing else changes", () => {
  assert.deepEqual(withouts({ ...week, speakers: ["Ana", "Ben"] }, { tags: ["sales"] }), [
    ["window", { tags: ["sales"], recorded_after: null }],
    ["preferred", { tags: ["sales"], speakers: [] }],
    ["tag", {}],
  ]);
});

test("what filters say stands in place of the question's words, and comes back to them when it is taken away", () => {
  const filters = { recorded_after: "2026-01-01T00:00:00.000Z", recorded_before: null, speakers: ["Ana"], tags: ["a", "b"] };
  assert.deepEqual(withouts({ ...week, speakers: ["Ben"] }, filters), [
    ["window", { speakers: ["Ana"], tags: ["a", "b"] }],
    ["only", { recorded_after: filters.recorded_after, recorded_before: null, tags: ["a", "b"] }],
    ["tag", { ...filters, tags: ["b"] }],
    ["tag", { ...filters, tags: ["a"] }],
  ]);
  assert.deepEqual(withouts(week, { recorded_after: null, speakers: [] }), [
    ["anyTime", { speakers: [] }],
    ["nobody", { recorded_after: null }],
  ]);
});

test("that something is counted is told and cannot be taken away", () => {
  assert.deepEqual(factsOf({ ...nothing, kind: "count", counted: ["launch"] }), [{ kind: "count", counted: ["launch"], without: null }]);
});
