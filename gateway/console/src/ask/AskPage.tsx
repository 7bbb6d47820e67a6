import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { navigate, to } from "../router";
import type { Values } from "../shell/routes";
import { Dialog, ErrorState, Icon, IconButton, Page, Spinner } from "../ui";
import { Composer } from "./Composer";
import { conversation, loadSessions, openConversation } from "./current";
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
  useEffect(() => {
    setListed(false);
    if (session !== conversation.peek().sessionId.peek()) openConversation(session);
  }, [session]);
  useEffect(() => {
    if (sessionId !== null && session === null) navigate(to("/ask/{session}", { session: sessionId }), { replace: true });
  }, [sessionId]);

  const { value: turns } = open.turns;
  const growing = useFollow(turns.length);
  return (
    <Page title={t("ask.title")} class="ask" hideTitle>
      <nav class="sessions" aria-label={t("ask.sessions")}>
        <SessionList current={sessionId} />
      </nav>
      <Dialog title={t("ask.sessions")} open={listed} onClose={() => setListed(false)} side>
        <SessionList current={sessionId} onOpen={() => setListed(false)} />
      </Dialog>
      <section class="conversation" aria-label={t("ask.conversation")}>
        <div class="conversation-bar">
          <IconButton icon="menu" label={t("ask.showSessions")} onClick={() => setListed(true)} />
          <a class="button quiet" href={to("/ask")}><Icon name="plus" /><span>{t("ask.newQuestion")}</span></a>
        </div>
        {open.loading.value === "yes" && <Spinner />}
        {typeof open.loading.value === "object" && (
          <ErrorState failure={open.loading.value} retry={() => void open.load()} />
        )}
        {turns.length === 0 && open.loading.value === "no" && <Empty onAsk={(question, options) => void open.ask(question, options)} />}
        <div class="turns" ref={growing}>
          {turns.map((turn, i) => (
            <TurnView key={i} turn={turn} conversation={open} />
          ))}
        </div>
        <Composer key={sessionId ?? ""} busy={open.busy.value} onAsk={(question) => void open.ask(question)} onStop={() => open.stop()} />
      </section>
      <MomentCard />
    </Page>
  );
}
