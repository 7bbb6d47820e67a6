import { signal, type Signal } from "@preact/signals";
import { newIdempotencyKey } from "../api/client";
import type { Failure } from "../api/failure";
import type { AskResult, Coverage, Grounding, Interpretation, Message, Part, Receipt, Source, TurnOptions } from "../api/types";

export type TurnState =
  | { state: "waiting" }
  | { state: "streaming" }
  | { state: "done" }
  /** Who asked reads no further; the server goes on. */
  | { state: "stopped" }
  /** The answer is looked for among those that are stored. */
  | { state: "recovering" }
  /** Stored without an answer: the model failed, or is still at it. */
  | { state: "unanswered" }
  | { state: "failed"; failure: Failure };

/** What came beside an answer, or stands in its receipt. */
export type About = {
  interpretation: Interpretation | null;
  grounding: Grounding | null;
  /** Null for an answer of before this page was opened: no receipt has it. */
  coverage: Coverage | null;
  /** In the same way. */
  sources: Source[] | null;
};

/** A question and what comes of it. */
export type Turn = {
  question: string;
  options: TurnOptions;
  parts: Signal<Part[]>;
  state: Signal<TurnState>;
  /** The stored answer, without which there is no receipt. */
  answer: Signal<Message | null>;
  about: Signal<About | null>;
  receipt: Signal<Receipt | null>;
  /** The same when it is sent again, so that nothing is done twice. */
  idempotencyKey: string;
};

export const newTurn = (question: string, options: TurnOptions, state: TurnState): Turn => ({
  question,
  options,
  parts: signal([]),
  state: signal(state),
  answer: signal(null),
  about: signal(null),
  receipt: signal(null),
  idempotencyKey: newIdempotencyKey(),
});

export const aboutOf = (result: AskResult): About => ({
  interpretation: result.interpretation ?? null,
  grounding: result.grounding ?? null,
  coverage: result.coverage ?? null,
  sources: result.sources,
});

export function answered(turn: Turn, message: Message): void {
  turn.parts.value = message.parts;
  turn.answer.value = message;
  turn.state.value = { state: "done" };
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
    if (message.role === "user") turns.push(newTurn(message.content, {}, { state: "unanswered" }));
    else if (open) answered(open, message);
  }
  return turns;
}

/** The stored answer to the latest asking of a question, or null when there is none yet. */
export function storedAnswer(messages: Message[], question: string): Message | null {
  const asked = messages.findLastIndex(({ role, content }) => role === "user" && content === question);
  const next = asked < 0 ? undefined : messages[asked + 1];
  return next?.role === "assistant" ? next : null;
}
