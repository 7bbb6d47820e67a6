import { clock, t } from "../i18n";
import { to } from "../router";
import { Button, ErrorState, Spinner } from "../ui";
import type { CitationPart, Part } from "../api/types";
import { momentKey, type Conversation, type Turn } from "./Conversation";
import { Spoken } from "./Spoken";

export function TurnView({ turn, conversation }: { turn: Turn; conversation: Conversation }) {
  const { value: now } = turn.state;
  return (
    <article class="turn">
      <h2 class="unseen">{t("ask.you")}</h2>
      <p class="question" dir="auto">{turn.question}</p>
      <h2 class="unseen">{t("ask.hark")}</h2>
      {now.state === "waiting" && <Spinner label={t("ask.thinking")} />}
      <Answer parts={turn.parts.value} conversation={conversation} />
      <Spoken turn={turn} />
      {now.state === "unanswered" && (
        <Button onClick={() => void conversation.again(turn)}>{t("ask.sendAgain")}</Button>
      )}
      {now.state === "failed" && (
        <ErrorState failure={now.failure} retry={() => void conversation.again(turn)} retryLabel={t("ask.sendAgain")} />
      )}
    </article>
  );
}

/** Words are text whatever stands in them: no marks, no pictures, no links but our own citations. */
function Answer({ parts, conversation }: { parts: Part[]; conversation: Conversation }) {
  if (parts.length === 0) return null;
  const numbers = numbered(parts);
  return (
    <div class="answer" dir="auto">
      {parts.map((part, i) =>
        part.type === "text" ? (
          part.text
        ) : (
          <Citation key={i} part={part} number={numbers.get(momentKey(part)) ?? 0} conversation={conversation} />
        ),
      )}
    </div>
  );
}

/** A moment that is cited twice has one number. */
export function numbered(parts: Part[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const part of parts) {
    if (part.type === "citation" && !numbers.has(momentKey(part))) numbers.set(momentKey(part), numbers.size + 1);
  }
  return numbers;
}

function Citation({ part, number, conversation }: { part: CitationPart; number: number; conversation: Conversation }) {
  const speaker = conversation.cited.value.get(momentKey(part))?.speaker;
  const time = clock(part.start_ms);
  return (
    <a
      class="citation"
      href={to("/recordings/{id}", { id: part.recording_id }, `t=${part.start_ms}`)}
      aria-label={speaker ? t("ask.citation", { number, speaker, time }) : t("ask.citationUnknown", { number, time })}
    >
      <span class="citation-number">{number}</span>
      {speaker && <bdi class="citation-speaker">{speaker}</bdi>}
      <span class="citation-time">{time}</span>
    </a>
  );
}
