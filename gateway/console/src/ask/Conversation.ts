import { computed, signal, type Signal } from "@preact/signals";
import { call, file, newIdempotencyKey, stream } from "../api/client";
import { failureOf, failureOfThrown, type Failure } from "../api/failure";
import type { ServerEvent } from "../api/sse";
import type { AskResult, CitationPart, Message, Part, Quote, TurnOptions } from "../api/types";
import { endUser, session } from "../session/session";

export type TurnState =
  | { state: "waiting" }
  | { state: "streaming" }
  | { state: "done" }
  /** Stored without an answer: the model failed, or is still at it. */
  | { state: "unanswered" }
  | { state: "failed"; failure: Failure };

/** A question and what comes of it. */
export type Turn = {
  question: string;
  options: TurnOptions;
  parts: Signal<Part[]>;
  state: Signal<TurnState>;
  /** What came beside the message; null for a turn of before this page was opened. */
  result: Signal<AskResult | null>;
  /** The same when it is sent again, so that nothing is done twice. */
  idempotencyKey: string;
};

/** What is known of a cited moment. */
export type Cited = Pick<Quote, "speaker" | "text"> & { title?: string | null };

export const momentKey = ({ recording_id, start_ms }: Pick<CitationPart, "recording_id" | "start_ms">) =>
  `${recording_id}:${start_ms}`;

const INCLUDE = ["quotes", "grounding", "interpretation", "coverage"] as const;

/** One session as it is on the page: read from the server, or begun here. */
export class Conversation {
  readonly sessionId: Signal<string | null>;
  readonly turns = signal<Turn[]>([]);
  readonly loading = signal<"no" | "yes" | Failure>("no");
  /** By `momentKey`. */
  readonly cited = signal<ReadonlyMap<string, Cited>>(new Map());
  readonly busy = computed(() =>
    this.turns.value.some(({ state: { value } }) => value.state === "waiting" || value.state === "streaming"),
  );
  #reading: AbortController | null = null;
  readonly #changed: () => void;

  /** `changed` is told when the list of sessions is not what it was. */
  constructor(sessionId: string | null, changed: () => void) {
    this.sessionId = signal(sessionId);
    this.#changed = changed;
  }

  async load(): Promise<void> {
    const id = this.sessionId.value;
    if (id === null) return;
    this.loading.value = "yes";
    const messages: Message[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(id, cursor);
      if (!page.ok) {
        this.loading.value = page.failure;
        return;
      }
      messages.push(...page.value.data);
      cursor = page.value.next_cursor;
    } while (cursor !== null);
    this.turns.value = turnsOf(messages);
    this.loading.value = "no";
    if (messages.some(({ parts }) => parts.some(({ type }) => type === "citation"))) await this.#readCited(id);
  }

  /** Messages have no words of what they cite; the export has, in one call. */
  async #readCited(id: string) {
    const exported = await file("/v1/ask/sessions/{id}/export", { path: { id }, query: { format: "json" } });
    if (!exported.ok) return;
    type Exported = { messages: { citations?: (Cited & { recording_id: string; start_ms: number })[] }[] };
    const { messages } = (await exported.value.json().catch(() => ({ messages: [] }))) as Exported;
    this.#addCited(messages.flatMap(({ citations }) => citations ?? []));
  }

  #addCited(found: (Cited & { recording_id: string; start_ms: number })[]) {
    const all = new Map(this.cited.value);
    for (const { recording_id, start_ms, ...what } of found) all.set(momentKey({ recording_id, start_ms }), what);
    this.cited.value = all;
  }

  async ask(question: string, options: TurnOptions = {}): Promise<void> {
    const turn: Turn = {
      question,
      options,
      parts: signal([]),
      state: signal({ state: "waiting" }),
      result: signal(null),
      idempotencyKey: newIdempotencyKey(),
    };
    this.turns.value = [...this.turns.value, turn];
    await this.#send(turn);
  }

  /** After a failure: the server answers the message that it has kept, and adds none. */
  async again(turn: Turn): Promise<void> {
    turn.parts.value = [];
    turn.state.value = { state: "waiting" };
    await this.#send(turn);
  }

  /** Stops reading; the server finishes the answer and keeps it. */
  stop(): void {
    this.#reading?.abort();
  }

  async #send(turn: Turn) {
    const id = this.sessionId.value;
    const { signal } = (this.#reading = new AbortController());
    const { idempotencyKey } = turn;
    const message = { content: turn.question, include: [...INCLUDE], ...ownTimeZone(), ...turn.options };
    const started =
      id === null
        ? await stream("/v1/ask/sessions", {
            body: { scope: { type: "library" }, ...endUser.value, initial_message: message },
            signal,
            idempotencyKey,
          })
        : await stream("/v1/ask/sessions/{id}/messages", { path: { id }, body: message, signal, idempotencyKey });
    if (!started.ok) return this.#fail(turn, started.failure);
    try {
      for await (const event of started.value) this.#take(turn, event);
    } catch (thrown) {
      const failure = failureOfThrown(thrown);
      return this.#fail(turn, failure.kind === "offline" ? { kind: "brokenOff", error: null } : failure);
    }
    if (turn.state.value.state === "streaming" || turn.state.value.state === "waiting") {
      this.#fail(turn, { kind: "brokenOff", error: null });
    }
  }

  #take(turn: Turn, { event, data }: ServerEvent) {
    const read = JSON.parse(data);
    switch (event) {
      case "started":
        if (this.sessionId.value === null) {
          this.sessionId.value = read.session_id;
          this.#changed();
        }
        break;
      case "delta":
        turn.state.value = { state: "streaming" };
        turn.parts.value = withText(turn.parts.value, read.text);
        break;
      case "citation":
        turn.parts.value = [...turn.parts.value, { type: "citation", ...read }];
        break;
      case "completed":
        this.#complete(turn, read as AskResult);
        break;
      case "error":
        this.#fail(turn, failureOf(0, read.error ? read : { error: read }, null));
        break;
    }
  }

  #complete(turn: Turn, result: AskResult) {
    this.#addCited(result.quotes ?? []);
    turn.parts.value = result.message.parts;
    turn.result.value = result;
    turn.state.value = { state: "done" };
    this.#changed();
  }

  #fail(turn: Turn, failure: Failure) {
    if (failure.kind === "provider" && failure.sessionId && this.sessionId.value === null) {
      this.sessionId.value = failure.sessionId;
      this.#changed();
    }
    turn.state.value = { state: "failed", failure };
  }
}

const read = (id: string, cursor: string | null) =>
  call("get", "/v1/ask/sessions/{id}/messages", {
    path: { id },
    query: { limit: 100, ...(cursor ? { cursor } : {}) },
  });

/** A bound key is that of who sits here; another one asks for somebody who has a zone of their own. */
function ownTimeZone(): { time_zone?: string } {
  const { value } = session;
  return value.state === "in" && value.bound
    ? { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
    : {};
}

export function withText(parts: Part[], text: string): Part[] {
  const last = parts.at(-1);
  return last?.type === "text"
    ? [...parts.slice(0, -1), { type: "text", text: last.text + text }]
    : [...parts, { type: "text", text }];
}

export function turnsOf(messages: Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const open = turns.at(-1);
    if (message.role === "user") {
      turns.push({
        question: message.content,
        options: {},
        parts: signal([]),
        state: signal({ state: "unanswered" }),
        result: signal(null),
        idempotencyKey: newIdempotencyKey(),
      });
    } else if (open) {
      open.parts.value = message.parts;
      open.state.value = { state: "done" };
    }
  }
  return turns;
}
