import { useEffect, useState } from "preact/hooks";
import type { Recording } from "../api/types";
import { clock, day, t } from "../i18n";
import { Field, Spinner, Button } from "../ui";
import { library, readLibrary, titled } from "./known";

/** The API takes no more in one scope. */
export const MOST_CHOSEN = 500;
/** So many rows at once; who wants more looks for them by name. */
const ROWS = 60;

/** Recordings to choose one or several of, looked for by their titles. */
export function RecordingPicker({ chosen, onChange }: { chosen: string[]; onChange: (chosen: string[]) => void }) {
  const [typed, setTyped] = useState("");
  const [rows, setRows] = useState(ROWS);
  useEffect(() => void readLibrary(), []);
  useEffect(() => setRows(ROWS), [typed]);
  const { list, state, cut } = library.value;
  const found = titled(list, typed);
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(0, MOST_CHOSEN));
  return (
    <div class="picker">
      <Field type="search" label={t("ask.findRecordings")} value={typed} onInput={setTyped} autocomplete="off" />
      <ul class="picker-rows" aria-label={t("common.recordings")}>
        {found.slice(0, rows).map((recording) => (
          <Row key={recording.id} recording={recording} isChosen={chosen.includes(recording.id)} onToggle={() => toggle(recording.id)} />
        ))}
      </ul>
      {found.length > rows && <Button kind="quiet" onClick={() => setRows(rows + ROWS)}>{t("common.more")}</Button>}
      {state === "loading" && <Spinner />}
      {state !== "loading" && found.length === 0 && (
        <p class="faint" role="status">{t(state === "failed" ? "common.unavailable" : "ask.noRecordingFound")}</p>
      )}
      {cut && <p class="faint small">{t("ask.pickerCut", { count: list.length })}</p>}
    </div>
  );
}

function Row({ recording, isChosen, onToggle }: { recording: Recording; isChosen: boolean; onToggle: () => void }) {
  return (
    <li>
      <label class="picker-row">
        <input type="checkbox" checked={isChosen} onChange={onToggle} />
        <span class="picker-words">
          <span class="row-title" dir="auto">{recording.title ?? t("common.untitled")}</span>
          <span class="row-about">
            {recording.recorded_at && <span>{day(recording.recorded_at)}</span>}
            {recording.duration_ms !== null && <span>{clock(recording.duration_ms)}</span>}
            {recording.status !== "completed" && <span>{t(recording.status === "failed" ? "ask.recordingFailed" : "ask.recordingPending")}</span>}
          </span>
        </span>
      </label>
    </li>
  );
}
