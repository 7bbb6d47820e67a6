import { computed, signal, type Signal } from "@preact/signals";
import { call, file, newIdempotencyKey, stream } from "../api/client";
import { failed, failureOf, failureOfThrown, pauseOf, succeeded, type Failure, type Result } from "../api/failure";
import type { ServerEvent } from "../api/sse";
import type { AskResult, CitationPart, Filters, Message, Quote, Scope, TurnOptions } from "../api/types";
import { draftBack } from "../session/drafts";
import { whileHere } from "../session/here";
import { endUser, isOfAnother, session } from "../session/session";
import { aboutOf, answered, newTurn, storedAnswer, turnsOf, withText, type Turn } from "./turn";

/** What is known of a cited moment; nothing of one that was deleted. */
export type Cited = Partial<Pick<Quote, "speaker" | "text">> & { title?: string | null; recorded_at?: string | null };
type Moment = Pick<CitationPart, "recording_id" | "start_ms">;

export const momentKey = ({ recording_id, start_ms }: Moment) => `${recording_id}:${start_ms}`;

export const EVERYTHING: Scope = { type: "library", recording_ids: [], recording_title: null };

/** The name of what is typed for a session, or for one that has not begun. */
export const draftOf = (sessionId: string | null) => (sessionId === null ? "ask" : `ask ${sessionId}`);

const INCLUDE = ["quotes", "grounding", "interpretation", "coverage"] as const;
/** Seconds between looks for a stored answer; a model is given up after a minute or so. */
const LOOKS = [0, 1, 1, 2, 3, 5, 8, 10, 15, 15];
/** The same long, a second apart. */
const TRIES = 60;

const wait = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));
const isAtWork = (failure: Failure) => failure.kind === "conflict" && failure.error.code === "idempotency_in_progress";

/** One session as it is on the page: read from the server, or begun here. */
export class Conversation {
  readonly sessionId: Signal<string | null>;
  /** Chosen here before the first question, and never changed after. */
  readonly scope: Signal<Scope>;
  readonly title = signal<string | null>(null);
  readonly turns = signal<Turn[]>([]);
  readonly loading = signal<"no" | "yes" | Failure>("no");
  /** For each question until it is taken away. */
  readonly filters = signal<Filters>({});
  /** By `momentKey`. */
  readonly cited = signal<ReadonlyMap<string, Cited>>(new Map());
  readonly busy = computed(() =>
    this.turns.value.some(({ state: { value } }) => value.state === "waiting" || value.state === "streaming"),
  );
  #reading: AbortController | null = null;
  #receipts: Promise<void> = Promise.resolve();
  /** Ends with whoever asks here: nothing is read or sent for them with the key of the next. */
  readonly #here = whileHere();
  readonly #changed: () => void;

  /** `changed` is told when the list of sessions is not what it was. */
  constructor(sessionId: string | null, changed: () => void, scope = EVERYTHING) {
    this.sessionId = signal(sessionId);
    this.scope = signal(scope);
    this.#changed = changed;
  }

  async load(): Promise<void> {
    const id = this.sessionId.value;
    if (id === null) return;
    this.loading.value = "yes";
    const [about, messages] = await Promise.all([
      call("get", "/v1/ask/sessions/{id}", { path: { id }, signal: this.#here }),
      storedMessages(id, this.#here),
    ]);
    if (!about.ok) return void (this.loading.value = about.failure);
    if (isOfAnother(about.value.end_user_id)) return void (this.loading.value = { kind: "notFound", error: null });
    if (!messages.ok) return void (this.loading.value = messages.failure);
    this.scope.value = about.value.scope;
    this.title.value = about.value.title;
    this.turns.value = turnsOf(messages.value);
    this.loading.value = "no";
    if (messages.value.some(cites)) await this.#readCited(id);
  }

  /** Messages have no words of what they cite; the export has, in one call. */
  async #readCited(id: string) {
    const exported = await file("/v1/ask/sessions/{id}/export", { path: { id }, query: { format: "json" }, signal: this.#here });
    if (!exported.ok) return;
    type Exported = { messages: { citations?: (Cited & Moment)[] }[] };
    const { messages } = (await exported.value.json().catch(() => ({ messages: [] }))) as Exported;
    this.#addCited(messages.flatMap(({ citations }) => citations ?? []));
  }

  #addCited(found: (Cited & Moment)[]) {
    const all = new Map(this.cited.value);
    for (const what of found) all.set(momentKey(what), { ...all.get(momentKey(what)), ...what });
    this.cited.value = all;
  }

  /** One at a time: a second press of what asks does nothing. */
  async ask(question: string, options: TurnOptions = {}): Promise<void> {
    if (this.busy.peek()) return;
    const { value: filters } = this.filters;
    const held = Object.keys(filters).length > 0 ? { filters } : {};
    const turn = newTurn(question, { ...held, ...options }, { state: "waiting" });
    this.turns.value = [...this.turns.value, turn];
    await this.#send(turn);
  }

  /** After a failure: the server answers the message that it has kept, and adds none. */
  async again(turn: Turn): Promise<void> {
    if (this.busy.peek()) return;
    turn.parts.value = [];
    turn.state.value = { state: "waiting" };
    await this.#send(turn);
  }

  /** Stops reading; the server finishes the answer and keeps it. */
  stop(): void {
    this.#reading?.abort();
  }

  /** Waits for the stored answer of a turn whose end was not read. */
  async recover(turn: Turn): Promise<void> {
    const id = this.sessionId.value;
    if (turn.state.peek().state === "recovering") return;
    if (id === null) return this.again(turn);
    turn.state.value = { state: "recovering" };
    for (const seconds of LOOKS) {
      await wait(seconds);
      if (this.#here.aborted) return;
      const messages = await storedMessages(id, this.#here);
      if (!messages.ok && messages.failure.kind === "notFound") return this.#fail(turn, messages.failure);
      if (!messages.ok && messages.failure.kind === "forbidden") break;
      const answer = messages.ok ? storedAnswer(messages.value, turn.question) : null;
      if (answer === null) continue;
      answered(turn, answer);
      this.#changed();
      void this.readReceipt(turn);
      if (cites(answer)) await this.#readCited(id);
      return;
    }
    this.#fail(turn, { kind: "brokenOff", error: null });
  }

  /** From what the answer was made; null when that went well. */
  async readReceipt(turn: Turn): Promise<Failure | null> {
    const { value: answer } = turn.answer;
    const { value: id } = this.sessionId;
    if (turn.receipt.value || !answer || id === null) return null;
    const path = { id, message_id: answer.id };
    const read = await call("get", "/v1/ask/sessions/{id}/messages/{message_id}/receipt", { path, signal: this.#here });
    if (!read.ok) return read.failure;
    const { interpretation, grounding } = read.value;
    turn.receipt.value = read.value;
    turn.about.value ??= { interpretation, grounding, coverage: null, sources: null };
    return null;
  }

  /** One after another, of those that are looked at still when it is their turn: a long session is scrolled through. */
  readReceiptInTurn(turn: Turn, isSeen: () => boolean): void {
    this.#receipts = this.#receipts.then(async () => {
      for (let pause = 1; pause > 0 && isSeen() && !this.#here.aborted; ) {
        const failure = await this.readReceipt(turn);
        pause = failure ? pauseOf(failed(failure)) : 0;
        if (pause > 0) await wait(pause);
      }
    });
  }

  async #send(turn: Turn) {
    const reading = (this.#reading = new AbortController());
    const leave = () => reading.abort();
    this.#here.addEventListener("abort", leave);
    if (!this.#here.aborted) await this.#read(turn, reading.signal);
    this.#here.removeEventListener("abort", leave);
  }

  async #read(turn: Turn, signal: AbortSignal) {
    const putBack = draftBack(draftOf(this.sessionId.value));
    let started = await this.#start(turn, signal);
    // The first try of a question that was stopped or lost is still at work: its answer comes to this one then.
    for (let i = 0; i < TRIES && !started.ok && isAtWork(started.failure) && !signal.aborted; i++) {
      await wait(1);
      if (signal.aborted) break;
      started = await this.#start(turn, signal);
    }
    // With the key this conversation goes too: the question waits in its box for whoever comes with another.
    if (!started.ok && started.failure.kind === "unauthorized") putBack(turn.question);
    if (!started.ok) return this.#fail(turn, signal.aborted ? { kind: "aborted", error: null } : started.failure);
    try {
      for await (const event of started.value) this.#take(turn, event);
    } catch (thrown) {
      return this.#broke(turn, failureOfThrown(thrown));
    }
    if (isRunning(turn)) this.#broke(turn, { kind: "offline", error: null });
  }

  #start(turn: Turn, signal: AbortSignal) {
    const { value: id } = this.sessionId;
    const { idempotencyKey } = turn;
    const message = { content: turn.question, include: [...INCLUDE], ...ownTimeZone(), ...turn.options };
    return id === null
      ? stream("/v1/ask/sessions", {
          body: { scope: asked(this.scope.value), ...owner(this.scope.value), initial_message: message },
          signal,
          idempotencyKey,
        })
      : // A key is of one address: what began a session is another request when it is sent to that session again.
        stream("/v1/ask/sessions/{id}/messages", { path: { id }, body: message, signal, idempotencyKey: idempotencyKey + id });
  }

  #take(turn: Turn, { event, data }: ServerEvent) {
    const read = JSON.parse(data);
    switch (event) {
      case "started":
        this.#began(read.session_id);
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

  #began(sessionId: string | null) {
    if (sessionId === null || this.sessionId.value !== null) return;
    this.sessionId.value = sessionId;
    this.#changed();
  }

  #complete(turn: Turn, result: AskResult) {
    this.#began(result.session_id);
    this.#addCited(result.quotes ?? []);
    turn.about.value = aboutOf(result);
    answered(turn, result.message);
    this.#changed();
  }

  /** The line ended before the answer did: by who asked, or by itself. */
  #broke(turn: Turn, failure: Failure) {
    if (failure.kind === "offline" && this.sessionId.value !== null) void this.recover(turn);
    else this.#fail(turn, failure.kind === "offline" ? { kind: "brokenOff", error: null } : failure);
  }

  #fail(turn: Turn, failure: Failure) {
    if (failure.kind === "provider") this.#began(failure.sessionId);
    if (failure.kind === "conflict" && failure.error.code === "idempotency_key_reused") turn.idempotencyKey = newIdempotencyKey();
    if (failure.kind === "aborted") turn.state.value = { state: "stopped" };
    else turn.state.value = { state: "failed", failure };
    if (failure.kind === "notFound") this.#changed();
  }
}

const cites = ({ parts }: Message) => parts.some(({ type }) => type === "citation");

function isRunning({ state: { value } }: Turn): boolean {
  return value.state === "streaming" || value.state === "waiting";
}

function asked({ type, recording_ids }: Scope) {
  if (type === "recording") return { type, recording_id: recording_ids[0] ?? "" } as const;
  return type === "selected" ? ({ type, recording_ids } as const) : ({ type: "library" } as const);
}

/** Of a recording it is the owner, whom the server knows. */
const owner = ({ type }: Scope) => (type === "recording" ? {} : endUser.value);

/** All of them, oldest first. */
async function storedMessages(id: string, signal: AbortSignal): Promise<Result<Message[]>> {
  const messages: Message[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof messagesFrom>> = await messagesFrom(id, cursor, signal);
    if (!page.ok) return failed(page.failure);
    messages.push(...page.value.data);
    cursor = page.value.next_cursor;
  } while (cursor !== null);
  return succeeded(messages);
}

const messagesFrom = (id: string, cursor: string | null, signal: AbortSignal) =>
  call("get", "/v1/ask/sessions/{id}/messages", {
    path: { id },
    query: { limit: 100, ...(cursor ? { cursor } : {}) },
    signal,
  });

/** A bound key is that of who sits here; another one asks for somebody who has a zone of their own. */
function ownTimeZone(): { time_zone?: string } {
  const { value } = session;
  return value.state === "in" && value.bound
    ? { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
    : {};
}
