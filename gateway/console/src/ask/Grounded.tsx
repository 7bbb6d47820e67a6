import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { useWatch } from "../recordings/useWatch";
import { Button, Icon, sentenceOf, Spinner, toast } from "../ui";
import { EVERYTHING, type Conversation } from "./Conversation";
import { askAnew } from "./current";
import { pendingOf } from "./pendingOf";
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
  const [waited, setWaited] = useState<string[] | null>(null);
  const busy = conversation.busy.value;
  const again = () => void conversation.ask(turn.question, turn.options);
  const pending = about.coverage?.pending ?? about.grounding?.recordings?.pending ?? 0;
  async function begin() {
    const found = await pendingOf(about.coverage, pending, conversation.scope.peek());
    if (found.ok) setWaited(found.value);
    else toast(sentenceOf(found.failure));
  }
  const isOver = (id: string) => setWaited((now) => now && now.filter((other) => other !== id));
  useWatch(waited ?? [], ({ id }) => isOver(id), isOver);
  useEffect(() => {
    if (waited?.length !== 0 || busy) return;
    setWaited(null);
    again();
  }, [waited, busy]);
  return (
    <Notice title={t("ask.notYet")} text={t("ask.notYetHint", { count: pending })}>
      {waited && <Spinner label={t("ask.waitingForWords")} />}
      {pending > 0 && (
        <Button onClick={() => (waited ? setWaited(null) : void begin())}>
          {t(waited ? "ask.waitNoMore" : "ask.askWhenReady")}
        </Button>
      )}
      <Button kind="quiet" disabled={busy} onClick={again}>{t("ask.askAgain")}</Button>
    </Notice>
  );
}
