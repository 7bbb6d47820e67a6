import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { Message } from "../api/types";
import { Conversation } from "./Conversation";
import { newTurn } from "./turn";

const real = globalThis.fetch;
afterEach(() => void (globalThis.fetch = real));

type Answer = (body: { content?: string } | null, signal: AbortSignal | null) => Response | Promise<Response>;

/**
 * Answers each call by the next of its route: `POST /v1/ask/sessions`. What is not told fails the test, and an idempotency
 * key that comes again with another address or body is refused, as the gateway does.
 */
function server(routes: Record<string, Answer[]>): string[] {
  const calls: string[] = [];
  const requests = new Map<string, string>();
  globalThis.fetch = async (address, init) => {
    const call = `${init?.method} ${String(address).split("?")[0]}`;
    calls.push(call);
    const key = new Headers(init?.headers).get("Idempotency-Key");
    const request = `${call} ${init?.body}`;
    if (key !== null && requests.has(key) && requests.get(key) !== request) return reused();
    if (key !== null) requests.set(key, request);
    const answers = routes[call];
    const answer = answers && (answers.length > 1 ? answers.shift() : answers[0]);
    assert.ok(answer, `unexpected ${call}`);
    return answer(init?.body ? JSON.parse(String(init.body)) : null, init?.signal ?? null);
  };
  return calls;
}

const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const sse = (...events: string[]) => () => new Response(events.join(""));
const json = (value: unknown, status = 200) => () => Response.json(value, { status });
const fails = (status: number, code: string) => json({ error: { code, message: "", param: null, details: null, request_id: "req_1" } }, status);
const reused = fails(422, "idempotency_key_reused");

const started = event("started", { session_id: "as_1", message_id: "msg_1" });
const half = event("delta", { text: "Half" });
const message = (role: "user" | "assistant", content: string) => ({
  id: `msg_${role}`, role, content, parts: [{ type: "text", text: content }],
});
const completed = event("completed", { session_id: "as_1", message: message("assistant", "Whole."), sources: [] });
const stored = json({ data: [message("user", "Why?"), message("assistant", "Whole.")], has_more: false, next_cursor: null });
const receipt = json({ interpretation: null, grounding: null, chunks: [], queries: [] });

const POST = "POST /v1/ask/sessions";
const MESSAGES = "GET /v1/ask/sessions/as_1/messages";
const RECEIPT = "GET /v1/ask/sessions/as_1/messages/msg_assistant/receipt";

/** Half an answer, and no end of it. */
const endless: Answer = (_, signal) =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(started + half));
        signal!.addEventListener("abort", () => controller.error(new DOMException("", "AbortError")));
      },
    }),
  );

async function until(holds: () => boolean) {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((done) => setTimeout(done, 10));
  assert.ok(holds());
}

test("an answer that broke off is taken from what is stored", async () => {
  server({ [POST]: [sse(started, half)], [MESSAGES]: [stored], [RECEIPT]: [receipt] });
  const open = new Conversation(null, () => {});
  await open.ask("Why?");
  const [turn] = open.turns.value;
  await until(() => turn!.state.value.state === "done");
  assert.deepEqual(turn!.parts.value, [{ type: "text", text: "Whole." }]);
  assert.equal(open.sessionId.value, "as_1");
});

test("who stops reads no further, and can have the stored answer", async () => {
  server({ [POST]: [endless], [MESSAGES]: [stored], [RECEIPT]: [receipt] });
  const open = new Conversation(null, () => {});
  const asking = open.ask("Why?");
  const [turn] = open.turns.value;
  await until(() => turn!.state.value.state === "streaming");
  open.stop();
  await asking;
  assert.equal(turn!.state.value.state, "stopped");
  assert.equal(open.busy.value, false);
  await open.recover(turn!);
  assert.equal(turn!.state.value.state, "done");
});

test("a question whose first try is still at work waits for its answer", async () => {
  const calls = server({ [POST]: [fails(409, "idempotency_in_progress"), sse(started, completed)] });
  const open = new Conversation(null, () => {});
  await open.ask("Why?");
  assert.equal(open.turns.value[0]!.state.value.state, "done");
  assert.deepEqual(calls, [POST, POST]);
});

test("after a failure of the model the same question goes to the session that kept it", async () => {
  const error = { code: "provider_error", message: "", param: null, details: { session_id: "as_1" }, request_id: "req_1" };
  server({ [POST]: [sse(started, half, event("error", { error }))], [`${POST}/as_1/messages`]: [sse(started, completed)] });
  const open = new Conversation(null, () => {});
  await open.ask("Why?");
  const [turn] = open.turns.value;
  assert.equal(turn!.state.value.state, "failed");
  await open.again(turn!);
  assert.equal(turn!.state.value.state, "done");
  assert.equal(open.turns.value.length, 1);
});

test("filters hold for all questions but those that say their own", async () => {
  const bodies: unknown[] = [];
  const take: Answer = (body) => {
    bodies.push((body as { filters?: unknown }).filters);
    return sse(started, completed)();
  };
  server({ [`${POST}/as_1/messages`]: [take] });
  const open = new Conversation("as_1", () => {});
  open.filters.value = { tags: ["a"] };
  await open.ask("Why?");
  await open.ask("Why?", { filters: { recorded_after: null } });
  assert.deepEqual(bodies, [{ tags: ["a"] }, { recorded_after: null }]);
});

test("a first question that was stopped can be sent again to its session", async () => {
  const calls = server({ [POST]: [endless], [`${POST}/as_1/messages`]: [sse(started, completed)] });
  const open = new Conversation(null, () => {});
  const asking = open.ask("Why?");
  const [turn] = open.turns.value;
  await until(() => open.sessionId.value !== null);
  open.stop();
  await asking;
  await open.again(turn!);
  assert.equal(turn!.state.value.state, "done");
  assert.deepEqual(calls, [POST, `${POST}/as_1/messages`]);
});

test("a key that the server knows from another request is not sent twice", async () => {
  server({ [`${POST}/as_1/messages`]: [reused, sse(started, completed)] });
  const open = new Conversation("as_1", () => {});
  const asking = open.ask("Why?");
  const [turn] = open.turns.value;
  const { idempotencyKey } = turn!;
  await asking;
  assert.equal(turn!.state.value.state, "failed");
  await open.again(turn!);
  assert.notEqual(turn!.idempotencyKey, idempotencyKey);
  assert.equal(turn!.state.value.state, "done");
});

test("one press too many asks once", async () => {
  const calls = server({ [POST]: [sse(started, completed)], [`${POST}/as_1/messages`]: [sse(started, completed)] });
  const open = new Conversation(null, () => {});
  await Promise.all([open.ask("Why?"), open.ask("Why?", { filters: {} })]);
  assert.equal(open.turns.value.length, 1);
  const [turn] = open.turns.value;
  turn!.state.value = { state: "failed", failure: { kind: "offline", error: null } };
  await Promise.all([open.again(turn!), open.again(turn!), open.ask("Why?")]);
  assert.deepEqual(calls, [POST, `${POST}/as_1/messages`]);
});

test("receipts are read one after another, of the turns that are looked at still", async () => {
  let running = 0;
  let most = 0;
  const slow: Answer = async () => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 5));
    running--;
    return receipt();
  };
  const refused = () => Response.json({ error: { code: "rate_limit_exceeded" } }, { status: 429, headers: { "Retry-After": "0.01" } });
  const at = (id: number) => `GET /v1/ask/sessions/as_1/messages/msg_${id}/receipt`;
  const calls = server({ [at(0)]: [slow], [at(1)]: [slow], [at(2)]: [refused, slow] });
  const open = new Conversation("as_1", () => {});
  const turns = [0, 1, 2].map((id) => {
    const turn = newTurn("Why?", {}, { state: "done" });
    turn.answer.value = { ...message("assistant", "So."), id: `msg_${id}` } as Message;
    return turn;
  });
  let isSeen = true;
  open.readReceiptInTurn(turns[0]!, () => true);
  open.readReceiptInTurn(turns[1]!, () => isSeen);
  open.readReceiptInTurn(turns[2]!, () => true);
  isSeen = false;
  await until(() => turns[2]!.receipt.value !== null);
  assert.deepEqual(calls, [at(0), at(2), at(2)]);
  assert.equal(most, 1);
});
