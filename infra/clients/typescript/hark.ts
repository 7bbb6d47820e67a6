/**
 * From a transcript to an answer that links to the moment it rests on. Copy what you need: only
 * Node.js 20 or newer is used, and fetch works the same in other runtimes.
 *
 *   node build/hark.js FILE QUESTION [FOLLOW-UP…]
 *
 * HARK_URL and HARK_KEY say where and who; the README beside has the other variables.
 */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { receiver } from "./webhook.ts";

type Problem = { code: string; message: string; request_id?: string | null };
type Recording = { title: string | null; status: string; transcription_id: string | null };
type Citation = { recording_id: string; start_ms: number };

const { HARK_URL = "http://127.0.0.1:8080", HARK_KEY = "", HARK_END_USER } = process.env;
const LINK =
  process.env.HARK_LINK ?? "https://app.example.com/recordings/{recording_id}?t={start_ms}";
const ATTEMPTS = 5;
/** What passes: the project's limit, a service that restarts, the first try still at work. */
const PASSING = ["rate_limit_exceeded", "unavailable", "idempotency_in_progress"];

/** What Hark refused. Branch on the code, show the message, quote the request id in support. */
class HarkError extends Error {
  readonly code: string;

  constructor({ code, message, request_id }: Problem) {
    super(`${code}: ${message}` + (request_id ? ` (request ${request_id})` : ""));
    this.code = code;
  }
}

/** Calls the API until it answers. A POST keeps its Idempotency-Key, so that it is done once. */
async function call(method: string, path: string, body?: string | FormData, accept = "*/*") {
  const headers: Record<string, string> = { Authorization: `Bearer ${HARK_KEY}`, Accept: accept };
  if (method === "POST") headers["Idempotency-Key"] = randomUUID();
  if (typeof body === "string") headers["Content-Type"] = "application/json";
  for (let attempt = 1; ; attempt++) {
    let seconds: string | null = null;
    try {
      const response = await fetch(HARK_URL + path, { method, headers, body });
      if (response.ok) return response;
      seconds = response.headers.get("Retry-After");
      throw await problem(response);
    } catch (error) {
      const passes = !(error instanceof HarkError) || PASSING.includes(error.code);
      if (!passes || attempt === ATTEMPTS) throw error;
    }
    await sleep(1000 * Number(seconds ?? 2 ** (attempt - 1)));
  }
}

async function problem(response: Response) {
  const text = await response.text();
  try {
    return new HarkError(JSON.parse(text).error as Problem);
  } catch {
    // Not of Hark: a proxy between.
    return new HarkError({ code: `HTTP ${response.status}`, message: text.slice(0, 200) });
  }
}

async function read<T>(path: string) {
  return (await (await call("GET", path)).json()) as T;
}

/** Sends the file under its name as our own id: sent again, it is taken in once. */
async function upload(file: string) {
  const form = new FormData();
  form.set("external_id", basename(file));
  form.set("title", basename(file).replace(/\.[^.]*$/, ""));
  if (HARK_END_USER) form.set("end_user_id", HARK_END_USER);
  form.set("file", new Blob([await readFile(file)]), basename(file));
  const answer = await call("POST", "/v1/transcriptions", form);
  return (await answer.json()) as { recording_id: string };
}

/** Returns when the words can be found; looks at the start, and whenever the wait is over. */
async function searchable(id: string, wait: (id: string) => Promise<unknown>) {
  for (;;) {
    const recording = await read<Recording>(`/v1/recordings/${id}`);
    if (recording.status === "completed") return;
    if (recording.status === "failed") {
      const path = `/v1/transcriptions/${recording.transcription_id}`;
      const { error } = await read<{ error: Problem | null }>(path);
      throw new Error(`The transcript failed: ${error?.code}: ${error?.message}`);
    }
    await wait(id);
  }
}

/** The server-sent events of an answer. */
async function* events(response: Response) {
  let rest = "";
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const lines of blocks.map((block) => block.split("\n"))) {
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const event = field("event");
      if (event) yield { event, data: JSON.parse(field("data") ?? "{}") };
    }
  }
}

/** Prints the answer as it is written, then what it rests on; gives back the session's id. */
async function ask(path: string, body: object): Promise<string> {
  const cited: Citation[] = [];
  const answer = await call("POST", path, JSON.stringify(body), "text/event-stream");
  for await (const { event, data } of events(answer)) {
    if (event === "delta") process.stdout.write(data.text);
    if (event === "citation") process.stdout.write(` [${number(cited, data)}]`);
    if (event === "error") throw new HarkError(data);
    if (event === "completed") {
      console.log("\n");
      for (const [i, citation] of cited.entries()) await print(i + 1, citation);
      return data.session_id;
    }
  }
  throw new Error("The stream broke off. The answer is stored: read the session's messages.");
}

function number(cited: Citation[], { recording_id, start_ms }: Citation) {
  const isIt = (c: Citation) => c.recording_id === recording_id && c.start_ms === start_ms;
  return cited.findIndex(isIt) + 1 || cited.push({ recording_id, start_ms });
}

async function print(n: number, { recording_id, start_ms }: Citation) {
  const { title } = await read<Recording>(`/v1/recordings/${recording_id}`);
  const time = new Date(start_ms).toISOString().slice(11, 19);
  const link = LINK.replace("{recording_id}", recording_id).replace("{start_ms}", `${start_ms}`);
  console.log(`[${n}] ${title ?? recording_id}, ${time} – ${link}`);
}

async function main([file, question, ...followUps]: string[]) {
  if (!file || !question || !HARK_KEY) throw new Error("HARK_KEY=… hark FILE QUESTION [FOLLOW-UP…]");
  const secret = process.env.HARK_WEBHOOK_SECRET;
  // Before the upload: the news may be quicker than its answer.
  const webhook = secret ? receiver(secret, Number(process.env.HARK_WEBHOOK_PORT ?? 8090)) : null;
  try {
    const { recording_id } = await upload(file);
    await searchable(recording_id, webhook?.wait ?? (() => sleep(1000)));
  } finally {
    webhook?.close();
  }
  const first = { scope: { type: "library" }, initial_message: { content: question } };
  const session = await ask("/v1/ask/sessions", { ...first, end_user_id: HARK_END_USER });
  for (const content of followUps) await ask(`/v1/ask/sessions/${session}/messages`, { content });
}

main(process.argv.slice(2)).catch((error) => {
  console.error([error.message, error.cause?.code].filter(Boolean).join(": "));
  process.exitCode = 1;
});
