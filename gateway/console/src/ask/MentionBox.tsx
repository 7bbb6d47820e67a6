import type { Recording } from "../api/types";
import { day, t } from "../i18n";
import { library } from "./known";

/** What can be mentioned, below the words that look for it; the focus stays in the composer. */
export function MentionBox({ id, found, active, onChoose }: {
  id: string;
  found: Recording[];
  active: number;
  onChoose: (recording: Recording) => void;
}) {
  return (
    <div class="mentions">
      <ul id={id} role="listbox" aria-label={t("ask.mention")}>
        {found.map((recording, i) => (
          <li
            key={recording.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            class="mention"
            // The composer keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(recording)}
          >
            <span class="mention-title" dir="auto">{recording.title}</span>
            {recording.recorded_at && <span class="faint small">{day(recording.recorded_at)}</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p class="faint small mention-none" role="status">
          {t(library.value.state === "loading" ? "common.loading" : "ask.noMention")}
        </p>
      )}
    </div>
  );
}
