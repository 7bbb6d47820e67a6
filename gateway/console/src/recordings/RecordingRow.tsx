import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Recording } from "../api/types";
import { clock, day, number, t } from "../i18n";
import { to } from "../router";
import { Button, Icon, sentenceOf } from "../ui";
import { TaskMenu, type Task } from "./Tasks";

export function RecordingRow({ recording, onTask }: { recording: Recording; onTask: (task: Task) => void }) {
  const { id, status, recorded_at, duration_ms, tags } = recording;
  const title = recording.title ?? t("common.untitled");
  const speakers = [...new Set(Object.values(recording.speakers))];
  return (
    <li class="recording">
      <a class="row" href={to("/recordings/{id}", { id })} data-recording={id}>
        <span class="row-title" dir="auto">{title}</span>
        <span class="row-about">
          {status !== "completed" && <Status status={status} />}
          <span>{recorded_at ? day(recorded_at) : t("recordings.undated")}</span>
          {duration_ms !== null && <span>{clock(duration_ms)}</span>}
          {speakers.length > 0 && <span class="row-speakers"><Icon name="person" /><bdi>{speakers.slice(0, 4).join(", ")}</bdi>{speakers.length > 4 && ` +${number(speakers.length - 4)}`}</span>}
          {tags.map((tag) => <span key={tag} class="tag" dir="auto">{tag}</span>)}
        </span>
      </a>
      <TaskMenu recording={recording} onTask={onTask} />
      {status === "failed" && <Why recording={recording} />}
    </li>
  );
}

function Status({ status }: Pick<Recording, "status">) {
  return (
    <span class={`status ${status}`}>
      {status === "failed" ? <Icon name="alert" /> : status !== "completed" && <span class="spinner-wheel" aria-hidden="true" />}
      {t(`recordings.${status}`)}
    </span>
  );
}

/** The reason is with the transcription: it is asked for when somebody wants to know. */
function Why({ recording: { transcription_id } }: { recording: Recording }) {
  const [why, setWhy] = useState<string | null>(null);
  if (transcription_id === null) return null;
  async function ask(id: string) {
    const result = await call("get", "/v1/transcriptions/{id}", { path: { id } });
    setWhy(result.ok ? result.value.error?.message ?? result.value.error?.code ?? t("recordings.noReason") : sentenceOf(result.failure));
  }
  return (
    <div class="recording-why" aria-live="polite">
      {why === null ? <Button kind="quiet" onClick={() => void ask(transcription_id)}>{t("recordings.why")}</Button> : <p dir="auto">{why}</p>}
    </div>
  );
}
