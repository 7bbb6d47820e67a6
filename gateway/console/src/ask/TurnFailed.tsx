import type { Failure } from "../api/failure";
import { t } from "../i18n";
import { can } from "../session/session";
import { Button, Icon, sentenceOf } from "../ui";
import type { Conversation } from "./Conversation";
import { askAnew } from "./current";
import type { Turn } from "./turn";
import { useCountdown } from "./useWaiting";

/** What went wrong with a turn, whether the question is kept, and the way on. */
export function TurnFailed({ turn, failure, conversation }: { turn: Turn; failure: Failure; conversation: Conversation }) {
  return (
    <div class="error" role="alert">
      <Icon name="alert" />
      <div class="error-text">
        <p>{sentence(failure)}</p>
        {(failure.kind === "invalid" || failure.kind === "forbidden" || failure.kind === "unexpected") && failure.error && (
          <p class="faint" dir="auto">{failure.error.message}</p>
        )}
        {failure.error && <p class="faint small">{t("common.requestId", { id: failure.error.request_id })}</p>}
      </div>
      <WayOn turn={turn} failure={failure} conversation={conversation} />
    </div>
  );
}

/** Without the seconds: those count down in the button, and are not read out each time. */
function sentence(failure: Failure): string {
  switch (failure.kind) {
    case "rateLimited":
      return t("ask.tooMany");
    case "notFound":
      return t("ask.sessionGone");
    case "brokenOff":
      return t("ask.lost");
    case "notReady":
      return t(failure.error.details?.status === "failed" ? "ask.neverReady" : "ask.notReady");
    case "tooLarge":
      return t("ask.tooLong");
    default:
      return sentenceOf(failure);
  }
}

function WayOn({ turn, failure, conversation }: { turn: Turn; failure: Failure; conversation: Conversation }) {
  const busy = conversation.busy.value;
  switch (failure.kind) {
    case "notFound":
      return <Button onClick={() => askAnew(conversation, turn.question, turn.options, conversation.scope.value)}>{t("ask.askInNew")}</Button>;
    case "rateLimited":
    case "unavailable":
      return <SendLater seconds={failure.retryAfter} busy={busy} send={() => void conversation.again(turn)} />;
    case "brokenOff":
      return (
        <>
          {can("ask:read") && <Button onClick={() => void conversation.recover(turn)}>{t("ask.readAnswer")}</Button>}
          <Button kind="quiet" disabled={busy} onClick={() => void conversation.again(turn)}>{t("ask.sendAgain")}</Button>
        </>
      );
    case "invalid":
    case "forbidden":
    case "tooLarge":
    case "unauthorized":
      return null;
    default:
      return <Button disabled={busy} onClick={() => void conversation.again(turn)}>{t("ask.sendAgain")}</Button>;
  }
}

function SendLater({ seconds, busy, send }: { seconds: number; busy: boolean; send: () => void }) {
  const left = useCountdown(seconds);
  return (
    <Button disabled={busy || left > 0} onClick={send}>
      {left > 0 ? t("ask.sendAgainIn", { count: left }) : t("ask.sendAgain")}
    </Button>
  );
}
