import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { endOfSentences } from "./sentences";
import type { Turn } from "./turn";

/** The answer for screen readers, a sentence at a time as it comes; what was there before says nothing. */
export function Spoken({ turn }: { turn: Turn }) {
  const [said, setSaid] = useState<string[]>([]);
  useEffect(() => {
    let told = 0;
    let began = false;
    return effect(() => {
      const { state } = turn.state.value;
      const text = turn.parts.value.map((part) => (part.type === "text" ? part.text : "")).join("");
      if (state === "waiting") told = 0;
      began ||= state === "waiting" || state === "streaming";
      if (!began) return;
      const end = state === "done" ? text.length : endOfSentences(text);
      if (end > told) setSaid((before) => [...before, text.slice(told, end)]);
      told = Math.max(told, end);
      if (state === "done") setSaid((before) => [...before, t("ask.answerComplete")]);
    });
  }, [turn]);
  return (
    <div class="unseen" aria-live="polite">
      {said.map((sentence, i) => (
        <p key={i}>{sentence}</p>
      ))}
    </div>
  );
}
