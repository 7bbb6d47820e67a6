import assert from "node:assert/strict";
import { test } from "node:test";
import { events, type ServerEvent } from "./sse";

async function read(...pieces: (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
  const got: ServerEvent[] = [];
  for await (const event of events(body)) got.push(event);
  return got;
}

test("events are read wherever the network cuts them", async () => {
  const text = 'event: delta\ndata: {"text":"a"}\n\n: still here\n\nevent: completed\ndata: {}\n\n';
  const whole = await read(text);
  assert.deepEqual(whole, [
    { event: "delta", data: '{"text":"a"}' },
    { event: "completed", data: "{}" },
  ]);
  for (let cut = 1; cut < text.length; cut++) {
    assert.deepEqual(await read(text.slice(0, cut), text.slice(cut)), whole, `cut at ${cut}`);
  }
});

test("a character that is cut in two is one", async () => {
  const bytes = new TextEncoder().encode("data: ü\n\n");
  assert.deepEqual(await read(bytes.slice(0, 7), bytes.slice(7)), [{ event: "message", data: "ü" }]);
});

test("all ends of lines are known, and several lines of data are one text", async () => {
  const expected = [{ event: "x", data: "1\n2" }];
  for (const end of ["\n", "\r", "\r\n"]) {
    const text = ["event: x", "data: 1", "data:2", "", ""].join(end);
    for (let cut = 1; cut < text.length; cut++) {
      assert.deepEqual(await read(text.slice(0, cut), text.slice(cut)), expected);
    }
  }
});

test("an event that was not ended is none", async () => {
  assert.deepEqual(await read("event: delta\ndata: 1\n\nevent: delta\ndata: 2"), [
    { event: "delta", data: "1" },
  ]);
});

test("whoever stops reading ends the stream", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\ndata: 2\n\n")),
    cancel: () => void (cancelled = true),
  });
  for await (const _ of events(body)) break;
  assert.ok(cancelled);
});
