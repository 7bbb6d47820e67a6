import { call } from "../api/client";
import { succeeded, type Result } from "../api/failure";
import type { Recording, Scope, TurnOptions } from "../api/types";
import { inLanguage, language, t } from "../i18n";
import { plain } from "../i18n/format";
import { to } from "../router";
import { can, endUser } from "../session/session";
import { EmptyState, Icon, useCall } from "../ui";

const SUGGESTIONS = ["ask.suggestDecided", "ask.suggestProblems", "ask.suggestNext"] as const;
/** More than there are suggestions: those that have no title, or the same one, make none. */
const LOOKED_AT = 12;

type Suggestion = { recording: string; question: string };

/** A question for each of the newest recordings in scope, in the language that is spoken there. */
async function suggestions({ recording_ids }: Scope, signal: AbortSignal): Promise<Result<Suggestion[]>> {
  const newest = recording_ids.length > 0 ? await chosen(recording_ids, signal) : await latest(signal);
  if (!newest.ok) return newest;
  const byTitle = new Map<string, string>();
  for (const { id, title } of newest.value) if (title && !byTitle.has(title)) byTitle.set(title, id);
  const made = [...byTitle].slice(0, SUGGESTIONS.length).map(async ([title, recording], i) => {
    const written = await call("get", "/v1/transcriptions", { query: { recording_id: recording, limit: 1 }, signal });
    const told = await inLanguage(written.ok ? written.value.data[0]?.language ?? null : null);
    return { recording, question: told(SUGGESTIONS[i]!, { title }) };
  });
  return succeeded(await Promise.all(made));
}

async function latest(signal: AbortSignal): Promise<Result<Recording[]>> {
  const newest = await call("get", "/v1/recordings", {
    query: { ...endUser.peek(), status: "completed", limit: LOOKED_AT },
    signal,
  });
  return newest.ok ? succeeded(newest.value.data) : newest;
}

async function chosen(ids: string[], signal: AbortSignal): Promise<Result<Recording[]>> {
  const read = ids.slice(0, SUGGESTIONS.length).map((id) => call("get", "/v1/recordings/{id}", { path: { id }, signal }));
  const found = await Promise.all(read);
  return succeeded(found.flatMap((one) => (one.ok ? [one.value] : [])));
}

type Props = { scope: Scope; onAsk: (question: string, options: TurnOptions) => void };

/** Before the first question: what Ask is for, and what could be asked. */
export function Empty({ scope, onAsk }: Props) {
  const suggested = useCall((signal) => suggestions(scope, signal), [language.value, scope]);
  if (scope.type === "library" && suggested.state === "ready" && suggested.value.length === 0) {
    return (
      <EmptyState icon="recordings" title={t("ask.noRecordings")}>
        {can("recordings:write") && <a class="button primary" href={to("/recordings")}>{t("ask.addRecordings")}</a>}
      </EmptyState>
    );
  }
  return (
    <div class="welcome">
      <h2 class="welcome-title">{t("ask.emptyTitle")}</h2>
      <p class="welcome-lead">{t("ask.emptyLead")}</p>
      <ul class="suggestions">
        {suggested.state === "ready" &&
          suggested.value.map(({ recording, question }) => (
            <li key={recording}>
              <button
                type="button"
                class="suggestion"
                onClick={() => onAsk(plain(question), { context_refs: [{ type: "recording", id: recording }] })}
              >
                <span dir="auto">{question}</span>
                <Icon name="send" />
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}
