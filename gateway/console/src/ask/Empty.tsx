import { call } from "../api/client";
import { t } from "../i18n";
import { to } from "../router";
import { endUser } from "../session/session";
import { EmptyState, Icon, useCall } from "../ui";

const SUGGESTIONS = ["ask.suggestPoints", "ask.suggestDecided", "ask.suggestOpen"] as const;
/** More than there are suggestions: those that have no title, or the same one, make none. */
const LOOKED_AT = 12;

/** Before the first question: what Ask is for, and a question for each of the newest recordings. */
export function Empty({ onAsk }: { onAsk: (question: string) => void }) {
  const newest = useCall(
    (signal) =>
      call("get", "/v1/recordings", {
        query: { ...endUser.value, status: "completed", limit: LOOKED_AT },
        signal,
      }),
    [],
  );
  const titles = newest.state === "ready" ? newest.value.data.map(({ title }) => title).filter((title) => title !== null) : [];
  const chosen = [...new Set(titles)].slice(0, SUGGESTIONS.length);
  if (newest.state === "ready" && newest.value.data.length === 0) {
    return (
      <EmptyState icon="recordings" title={t("ask.noRecordings")}>
        <a class="button primary" href={to("/recordings")}>{t("ask.addRecordings")}</a>
      </EmptyState>
    );
  }
  return (
    <div class="welcome">
      <h2 class="welcome-title">{t("ask.emptyTitle")}</h2>
      <p class="welcome-lead">{t("ask.emptyLead")}</p>
      <ul class="suggestions">
        {chosen.map((title, i) => {
          const question = t(SUGGESTIONS[i]!, { title });
          return (
            <li key={title}>
              <button type="button" class="suggestion" onClick={() => onAsk(question)}>
                <span dir="auto">{question}</span>
                <Icon name="send" />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
