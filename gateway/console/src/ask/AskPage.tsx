import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { navigate, place, to } from "../router";
import { can } from "../session/session";
import type { Values } from "../shell/routes";
import { Button, Dialog, EmptyState, ErrorState, IconButton, Page, Spinner } from "../ui";
import { Composer } from "./Composer";
import { beginConversation, conversation, loadSessions, openAbout, openConversation } from "./current";
import { Empty } from "./Empty";
import { MomentCard } from "./MomentCard";
import { SessionList } from "./SessionList";
import { TurnView } from "./TurnView";
import { useFollow } from "./useFollow";

export default function AskPage({ values }: { values: Values }) {
  const session = values.session ?? null;
  const open = conversation.value;
  const { value: sessionId } = open.sessionId;
  const [listed, setListed] = useState(false);

  useEffect(() => void loadSessions(), []);
  // The address leads, but for a session that has just begun: that one names itself in the address.
  const about = session === null ? place.value.query.get("recording") : null;
  useEffect(() => {
    setListed(false);
    if (about !== null) void openAbout(about);
    else if (session !== conversation.peek().sessionId.peek()) openConversation(session);
  }, [session, about]);
  useEffect(() => {
    if (sessionId !== null && session === null) navigate(to("/ask/{session}", { session: sessionId }), { replace: true });
  }, [sessionId]);

  const { value: turns } = open.turns;
  const failure = typeof open.loading.value === "object" ? open.loading.value : null;
  const growing = useFollow(turns.length);
  return (
    <Page title={t("ask.title")} class="ask" hideTitle>
      <nav class="sessions" aria-label={t("ask.sessions")}>
        <SessionList current={sessionId} />
      </nav>
      <Dialog title={t("ask.sessions")} open={listed} onClose={() => setListed(false)} side>
        <SessionList current={sessionId} onOpen={() => setListed(false)} />
      </Dialog>
      <section class="conversation" ref={growing} aria-label={t("ask.conversation")}>
        <div class="conversation-bar">
          {can("ask:read") && <IconButton icon="menu" label={t("ask.showSessions")} onClick={() => setListed(true)} />}
          <Button kind="quiet" icon="plus" onClick={() => beginConversation()}>{t("ask.newQuestion")}</Button>
        </div>
        {open.loading.value === "yes" && <Spinner />}
        {failure?.kind === "notFound" && (
          <EmptyState icon="ask" title={t(sessionId === null ? "ask.recordingGone" : "ask.sessionGone")}>
            <Button kind="primary" onClick={() => beginConversation()}>{t("ask.newQuestion")}</Button>
          </EmptyState>
        )}
        {failure && failure.kind !== "notFound" && <ErrorState failure={failure} retry={() => void open.load()} />}
        {turns.length === 0 && open.loading.value === "no" && <Empty scope={open.scope.value} onAsk={(question, options) => void open.ask(question, options)} />}
        <div class="turns" key={keyOf(open)}>
          {turns.map((turn, i) => (
            <TurnView key={i} turn={turn} conversation={open} />
          ))}
        </div>
        {!failure && <Composer key={keyOf(open)} conversation={open} />}
      </section>
      <MomentCard />
    </Page>
  );
}

/** A session that has just got its id is the one it was, and what is typed for its next question stays. */
const keys = new WeakMap<object, number>();
let last = 0;
function keyOf(open: object): number {
  if (!keys.has(open)) keys.set(open, ++last);
  return keys.get(open)!;
}
