import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { can } from "../session/session";
import { Button, Spinner } from "../ui";
import { Answer } from "./Answer";
import type { Conversation } from "./Conversation";
import { Grounded } from "./Grounded";
import { ReceiptDialog } from "./ReceiptDialog";
import { Spoken } from "./Spoken";
import type { Turn } from "./turn";
import { TurnFailed } from "./TurnFailed";
import { CoverageNote, Understood } from "./Understood";

export function TurnView({ turn, conversation }: { turn: Turn; conversation: Conversation }) {
  const { value: now } = turn.state;
  const seen = useReceiptWhenSeen(turn, conversation);
  return (
    <article class="turn" ref={seen} tabIndex={-1} onClick={keepFocus}>
      <h2 class="unseen">{t("ask.you")}</h2>
      <p class="question" dir="auto">{turn.question}</p>
      <h2 class="unseen">{t("ask.hark")}</h2>
      {now.state === "waiting" && <Spinner label={t("ask.thinking")} />}
      <Answer parts={turn.parts.value} conversation={conversation} />
      <Spoken turn={turn} />
      <WhatNow turn={turn} conversation={conversation} />
      {now.state === "done" && <Foot turn={turn} conversation={conversation} />}
    </article>
  );
}

/** Longer than it takes to show what was done, in milliseconds. */
const SHOWN = 50;

/** A button that does its work goes; who pressed it stays at the turn. */
function keepFocus({ target, currentTarget }: { target: EventTarget | null; currentTarget: HTMLElement }) {
  if (!(target instanceof Element) || !target.closest("button")) return;
  setTimeout(() => {
    if (document.activeElement === document.body && currentTarget.isConnected) currentTarget.focus({ preventScroll: true });
  }, SHOWN);
}

/** What stands in place of the end of an answer. */
function WhatNow({ turn, conversation }: { turn: Turn; conversation: Conversation }) {
  const { value: now } = turn.state;
  switch (now.state) {
    case "waiting":
    case "streaming":
    case "done":
      return null;
    case "recovering":
      return <Spinner label={t("ask.recovering")} />;
    case "stopped":
      return (
        <div class="notice turn-notice" role="status">
          <p>{t("ask.stopped")}</p>
          {can("ask:read") && <Button onClick={() => void conversation.recover(turn)}>{t("ask.readAnswer")}</Button>}
        </div>
      );
    case "unanswered":
      return (
        <div class="notice turn-notice">
          <p>{t("ask.unanswered")}</p>
          {can("ask:read") && <Button onClick={() => void conversation.recover(turn)}>{t("ask.readAnswer")}</Button>}
          <Button kind="quiet" disabled={conversation.busy.value} onClick={() => void conversation.again(turn)}>{t("ask.sendAgain")}</Button>
        </div>
      );
    case "failed":
      return <TurnFailed turn={turn} failure={now.failure} conversation={conversation} />;
  }
}

function Foot({ turn, conversation }: { turn: Turn; conversation: Conversation }) {
  const [why, setWhy] = useState(false);
  const { value: about } = turn.about;
  const { value: answer } = turn.answer;
  return (
    <div class="turn-foot">
      {answer?.finish_reason === "length" && <p class="notice">{t("ask.cutOff")}</p>}
      {answer?.finish_reason === "content_filter" && <p class="notice">{t("ask.filtered")}</p>}
      {about && <Grounded turn={turn} about={about} conversation={conversation} />}
      {about && <CoverageNote about={about} />}
      <div class="turn-facts">
        <Understood
          turn={turn}
          about={about}
          busy={conversation.busy.value}
          onAsk={(filters) => void conversation.ask(turn.question, { ...turn.options, filters })}
        />
        {can("ask:read") && <Button kind="quiet" class="why" onClick={() => setWhy(true)}>{t("ask.why")}</Button>}
      </div>
      <ReceiptDialog turn={turn} conversation={conversation} open={why} onClose={() => setWhy(false)} />
    </div>
  );
}

/** What was understood of an earlier question stands in its receipt, which is read when somebody looks at it. */
function useReceiptWhenSeen(turn: Turn, conversation: Conversation) {
  const article = useRef<HTMLElement>(null);
  const isMissing = turn.answer.value !== null && turn.about.value === null && can("ask:read");
  useEffect(() => {
    if (!isMissing) return;
    let isSeen = false;
    const looking = new IntersectionObserver((entries) => {
      isSeen = entries.at(-1)!.isIntersecting;
      if (isSeen) conversation.readReceiptInTurn(turn, () => isSeen);
    });
    looking.observe(article.current!);
    return () => {
      isSeen = false;
      looking.disconnect();
    };
  }, [isMissing]);
  return article;
}
