import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "./useWatch";

const { signal } = new AbortController();

/** Answers for each recording; the list of those in work is empty. */
function server(answer: (id: string) => Response): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (address) => {
    const id = /recordings\/(\w+)/.exec(String(address))?.[1];
    if (id === undefined) return Response.json({ data: [], has_more: false, next_cursor: null });
    asked.push(id);
    return answer(id);
  };
  return asked;
}

const ids = Array.from({ length: 9 }, (_, i) => `rec_${i}`);
const fails = (status: number, code: string, headers = {}) => Response.json({ error: { code } }, { status, headers });

test("of many recordings each has its turn, four in a round", async () => {
  const asked = server((id) => Response.json({ id, status: "pending" }));
  for (let round = 0; round < 3; round++) {
    await changed(ids, round, signal);
    assert.equal(asked.length, (round + 1) * 4);
  }
  assert.deepEqual([...new Set(asked)].toSorted(), ids);
});

test("one that is gone is told as well as one that is done", async () => {
  server((id) => (id === "rec_0" ? fails(404, "not_found") : Response.json({ id, status: id === "rec_1" ? "completed" : "processing" })));
  const { done, gone } = await changed(ids.slice(0, 3), 0, signal);
  assert.deepEqual([done.map(({ id }) => id), gone], [["rec_1"], ["rec_0"]]);
});

test("the gateway is left alone as long as it wants", async () => {
  server(() => fails(429, "rate_limit_exceeded", { "Retry-After": "7" }));
  assert.deepEqual(await changed(["rec_0"], 0, signal), { done: [], gone: [], pause: 7 });
});
