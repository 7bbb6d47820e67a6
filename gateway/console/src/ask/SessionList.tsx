import { useEffect, useRef, useState } from "preact/hooks";
import type { Session } from "../api/types";
import { since, t } from "../i18n";
import { to } from "../router";
import { can } from "../session/session";
import { Button, ErrorState, Field, Icon, Spinner } from "../ui";
import { beginConversation, loadSessions, sessions, wanted } from "./current";
import { DeleteSession, RenameSession, SessionMenu } from "./SessionActions";

/** How long nobody types before the list is looked through, in milliseconds. */
const PAUSE = 250;

type Props = { current: string | null; onOpen?: () => void };

/** `onOpen` when one was chosen, which closes the drawer that the list is in on a phone. */
export function SessionList({ current, onOpen }: Props) {
  return (
    <div class="session-list">
      <a
        class="button plain wide"
        href={to("/ask")}
        onClick={(event) => {
          event.preventDefault();
          beginConversation();
          onOpen?.();
        }}
      >
        <Icon name="plus" /><span>{t("ask.newQuestion")}</span>
      </a>
      {can("ask:read") && <Items current={current} {...(onOpen ? { onOpen } : {})} />}
    </div>
  );
}

/** Those there are, for a key that may read them. */
function Items({ current, onOpen }: Props) {
  const { value: shown } = sessions;
  const [renamed, setRenamed] = useState<Session | null>(null);
  const [deleted, setDeleted] = useState<Session | null>(null);
  const isSearched = wanted.value.trim() !== "";
  return (
    <>
      <SearchBox />
      {shown.state === "loading" && <Spinner />}
      {shown.state === "failed" && <ErrorState failure={shown.failure} retry={() => void loadSessions()} />}
      {shown.state === "ready" && shown.list.length === 0 && (
        <p class="faint small" role="status">{t(isSearched ? "ask.noSuchSession" : "ask.noSessions")}</p>
      )}
      {shown.state === "ready" && (
        <ul class="session-items">
          {shown.list.map((session) => (
            <li key={session.id} class="session-row">
              <a
                class="session-item"
                href={to("/ask/{session}", { session: session.id })}
                aria-current={session.id === current ? "page" : undefined}
                onClick={() => onOpen?.()}
              >
                <span class="session-title" dir="auto">{session.title}</span>
                <span class="session-when">{since(session.last_message_at)}</span>
              </a>
              <SessionMenu session={session} onRename={() => setRenamed(session)} onDelete={() => setDeleted(session)} />
            </li>
          ))}
        </ul>
      )}
      {shown.state === "ready" && shown.next && <More key={shown.next} cursor={shown.next} />}
      <RenameSession session={renamed} onClose={() => setRenamed(null)} />
      <DeleteSession session={deleted} onClose={() => setDeleted(null)} />
    </>
  );
}

function SearchBox() {
  const [typed, setTyped] = useState(wanted.value);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) return void (isFirst.current = false);
    const pause = setTimeout(() => {
      wanted.value = typed;
      void loadSessions();
    }, PAUSE);
    return () => clearTimeout(pause);
  }, [typed]);
  return <Field type="search" label={t("ask.searchSessions")} placeholder={t("ask.searchSessions")} value={typed} onInput={setTyped} autocomplete="off" />;
}

/** Loads by itself when it comes into sight. */
function More({ cursor }: { cursor: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const looking = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      looking.disconnect();
      void loadSessions(cursor);
    });
    looking.observe(place.current!);
    return () => looking.disconnect();
  }, [cursor]);
  return (
    <div ref={place}>
      <Button kind="quiet" onClick={() => void loadSessions(cursor)}>{t("common.more")}</Button>
    </div>
  );
}
