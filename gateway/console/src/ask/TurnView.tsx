import { t } from "../i18n";
import { Button, ErrorState, Spinner } from "../ui";
import { Answer } from "./Answer";
import type { Conversation } from "./Conversation";
import { Spoken } from "./Spoken";
import type { Turn } from "./turn";

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
