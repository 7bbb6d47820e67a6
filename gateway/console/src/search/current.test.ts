import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FILTERS } from "./asked";
import { recordings, run, search } from "./current";

const ids = Array.from({ length: 10 }, (_, i) => `rec_${i}`);
const source = (recording_id: string) => ({ recording_id, chunk_id: recording_id, match_count: 1 });

test("what is found is shown before its titles are read, a few at a time", async () => {
  let running = 0;
  let most = 0;
  let refused = false;
  const states: string[] = [];
  globalThis.fetch = async (address, init) => {
    if (init?.method === "POST") return Response.json({ results: ids.map(source), total: ids.length });
    const id = /recordings\/(\w+)/.exec(String(address))?.[1];
    if (id === undefined) return Response.json({ data: [], has_more: false, next_cursor: null });
    states.push(search.peek().state);
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 5));
    running--;
    if (id === "rec_9") return Response.json({ error: { code: "not_found" } }, { status: 404 });
    if (id === "rec_5" && !refused) {
      refused = true;
      return Response.json({ error: { code: "rate_limit_exceeded" } }, { status: 429, headers: { "Retry-After": "0.05" } });
    }
    return Response.json({ id, title: id });
  };
  await run({ whose: "", query: "cake", filters: NO_FILTERS, limit: 50 });
  assert.deepEqual(new Set(states), new Set(["ready"]));
  assert.equal(most, 4);
  assert.equal(recordings.value.size, 10);
  assert.equal(recordings.value.get("rec_5")?.title, "rec_5");
  assert.equal(recordings.value.get("rec_9"), null);
});
