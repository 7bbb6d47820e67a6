import { useEffect, useState } from "preact/hooks";
import { call } from "../api/client";
import type { Coverage } from "../api/types";
import { t } from "../i18n";
import { Button, Icon, Spinner } from "../ui";
import { EVERYTHING, type Conversation } from "./Conversation";
import { askAnew } from "./current";
import type { About, Turn } from "./turn";
import { factsOf, isLimited, NO_LIMITS } from "./facts";

type Props = { turn: Turn; about: About; conversation: Conversation };

/** Why nothing was found, and what can be done about it. Each kind of no is another one. */
export function Grounded({ turn, about, conversation }: Props) {
  switch (about.grounding?.state) {
    case "not_said":
      return <NotSaid turn={turn} about={about} conversation={conversation} />;
    case "not_searchable_yet":
      return <NotYet turn={turn} about={about} conversation={conversation} />;
    case "search_degraded":
      return (
        <Notice title={t("ask.degraded")} text={t("ask.degradedHint")}>
          <Button disabled={conversation.busy.value} onClick={() => void conversation.ask(turn.question, turn.options)}>{t("ask.askAgain")}</Button>
        </Notice>
      );
    default:
      return null;
  }
}

function Notice({ title, text, children }: { title: string; text: string; children?: preact.ComponentChildren }) {
  return (
    <div class="no">
      <Icon name="alert" />
      <div class="no-text">
        <p class="no-title">{title}</p>
        {text && <p>{text}</p>}
      </div>
      {children && <div class="no-actions">{children}</div>}
    </div>
  );
}

function NotSaid({ turn, about, conversation }: Props) {
  const counts = about.grounding?.recordings;
  const searched = counts?.searched ?? about.coverage?.indexed ?? null;
  const left = (counts?.outside ?? 0) + (counts?.undated ?? 0);
  const facts = factsOf(about.interpretation, turn.options.filters ?? {});
  const { value: scope } = conversation.scope;
  function everywhere() {
    const options = { filters: NO_LIMITS };
    if (scope.type === "library") void conversation.ask(turn.question, options);
    else askAnew(conversation, turn.question, options, EVERYTHING);
  }
  const nothing = searched === 0 && left > 0;
  const text = [
    searched === null || nothing ? "" : t("ask.notSaidHint", { count: searched }),
    left > 0 ? t("ask.leftOut", { count: left }) : "",
    isLimited(facts, scope) ? "" : t("ask.otherWords"),
  ];
  return (
    <Notice title={t(nothing ? "ask.nothingThere" : "ask.notSaid")} text={text.filter(Boolean).join(" ")}>
      {isLimited(facts, scope) && <Button disabled={conversation.busy.value} onClick={everywhere}>{t("ask.lookEverywhere")}</Button>}
    </Notice>
  );
}

function NotYet({ turn, about, conversation }: Props) {
  const [waiting, setWaiting] = useState(false);
  const again = () => void conversation.ask(turn.question, turn.options);
  const { coverage } = about;
  const pending = coverage?.pending ?? about.grounding?.recordings?.pending ?? 0;
  useEffect(() => {
    if (!waiting || !coverage) return;
    return whenIndexed(coverage, () => {
      setWaiting(false);
      again();
    });
  }, [waiting]);
  return (
    <Notice title={t("ask.notYet")} text={t("ask.notYetHint", { count: pending })}>
      {waiting && <Spinner label={t("ask.waitingForWords")} />}
      {coverage && pending > 0 && (
        <Button onClick={() => setWaiting(!waiting)}>{t(waiting ? "ask.waitNoMore" : "ask.askWhenReady")}</Button>
      )}
      <Button kind="quiet" disabled={conversation.busy.value} onClick={again}>{t("ask.askAgain")}</Button>
    </Notice>
  );
}

const LOOK_SECONDS = 5;

/** Looks at what was missing until none of it is in work any more. */
function whenIndexed({ missing }: Coverage, then: () => void): () => void {
  const waitedFor = new Set(missing.filter(({ status }) => status !== "failed").map(({ recording_id }) => recording_id));
  const controller = new AbortController();
  const { signal } = controller;
  async function look() {
    for (const id of waitedFor) {
      const found = await call("get", "/v1/recordings/{id}", { path: { id }, signal });
      if (signal.aborted) return;
      const isOver = found.ok ? found.value.indexed_at !== null || found.value.status === "failed" : found.failure.kind === "notFound";
      if (isOver) waitedFor.delete(id);
    }
    if (waitedFor.size === 0) then();
    else timer = setTimeout(() => void look(), LOOK_SECONDS * 1000);
  }
  let timer = setTimeout(() => void look(), LOOK_SECONDS * 1000);
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}
