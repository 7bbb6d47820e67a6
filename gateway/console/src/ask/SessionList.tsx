import { since, t } from "../i18n";
import { to } from "../router";
import { Button, ErrorState, Icon, Spinner } from "../ui";
import { loadSessions, sessions } from "./current";

export function SessionList({ current }: { current: string | null }) {
  const { value: shown } = sessions;
  return (
    <div class="session-list">
      <a class="button plain wide" href={to("/ask")}><Icon name="plus" /><span>{t("ask.newQuestion")}</span></a>
      {shown.state === "loading" && <Spinner />}
      {shown.state === "failed" && <ErrorState failure={shown.failure} retry={() => void loadSessions()} />}
      {shown.state === "ready" && shown.list.length === 0 && <p class="faint small">{t("ask.noSessions")}</p>}
      {shown.state === "ready" && (
        <ul class="session-items">
          {shown.list.map((session) => (
            <li key={session.id}>
              <a
                class="session-item"
                href={to("/ask/{session}", { session: session.id })}
                aria-current={session.id === current ? "page" : undefined}
              >
                <span class="session-title" dir="auto">{session.title}</span>
                <span class="session-when">{since(session.last_message_at)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {shown.state === "ready" && shown.next && (
        <Button kind="quiet" onClick={() => void loadSessions(shown.next!)}>{t("common.more")}</Button>
      )}
    </div>
  );
}
