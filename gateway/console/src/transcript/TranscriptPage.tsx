import { useState } from "preact/hooks";
import { call } from "../api/client";
import { failed, succeeded, type Result } from "../api/failure";
import type { Recording, Segment } from "../api/types";
import { clock, dayAndTime, t } from "../i18n";
import { TaskDialogs, TaskMenu, type Task } from "../recordings/Tasks";
import { isInWork, useWatch } from "../recordings/useWatch";
import { navigate, to } from "../router";
import { can } from "../session/session";
import type { Values } from "../shell/routes";
import { EmptyState, ErrorState, Icon, Page, Spinner, useCall } from "../ui";
import { ExportMenu } from "./ExportMenu";
import { Reading } from "./Reading";

/** Of the transcription only what is shown: its text stands in it twice more. */
type Opened = { recording: Recording; segments: Segment[] | null; why: string | null };

export default function TranscriptPage({ values: { id = "" } }: { values: Values }) {
  const opened = useCall((signal) => open(id, signal), [id]);
  const recording = opened.state === "ready" ? opened.value.recording : null;
  const [task, setTask] = useState<Task | null>(null);
  useWatch(recording && isInWork(recording) ? [id] : [], opened.again, opened.again);

  function onChanged(changed: Recording) {
    if (opened.state !== "ready") return;
    const { segments, why, recording: before } = opened.value;
    opened.set({ recording: changed, segments: segments && named(segments, before.speakers, changed.speakers), why });
  }

  const title = recording?.title ?? t(recording ? "common.untitled" : "transcript.title");
  return (
    <Page title={title} class="transcript" actions={recording && <Actions recording={recording} onTask={setTask} />}>
      <p class="transcript-about">
        <a class="back" href={to("/recordings")}><Icon name="back" />{t("transcript.back")}</a>
        {recording?.recorded_at && <span>{dayAndTime(recording.recorded_at)}</span>}
        {recording?.duration_ms != null && <span>{clock(recording.duration_ms)}</span>}
      </p>
      {opened.state === "loading" && <Spinner />}
      {opened.state === "failed" && <ErrorState failure={opened.failure} retry={opened.again} />}
      {opened.state === "ready" && <Words {...opened.value} />}
      <TaskDialogs
        task={task}
        {...(opened.state === "ready" && opened.value.segments ? { segments: opened.value.segments } : {})}
        onClose={() => setTask(null)}
        onChanged={onChanged}
        onDeleted={() => navigate(to("/recordings"))}
      />
    </Page>
  );
}

function Actions({ recording, onTask }: { recording: Recording; onTask: (task: Task) => void }) {
  const { id, status, transcription_id } = recording;
  return (
    <div class="page-actions">
      {status === "completed" && transcription_id !== null && (
        <>
          {can("ask:write") && (
            <a class="button primary" href={`${to("/ask")}?recording=${encodeURIComponent(id)}`}>
              <Icon name="ask" /><span>{t("transcript.askAbout")}</span>
            </a>
          )}
          <ExportMenu transcription={transcription_id} />
        </>
      )}
      <TaskMenu recording={recording} onTask={onTask} />
    </div>
  );
}

/** With the names of now, without fetching all of it again. */
function named(segments: Segment[], before: Recording["speakers"], now: Recording["speakers"]): Segment[] {
  const names = new Map<string | null, string>();
  for (const label of new Set([...Object.keys(before), ...Object.keys(now)])) names.set(before[label] ?? label, now[label] ?? label);
  return segments.map((segment) => {
    const name = names.get(segment.speaker);
    return name === undefined ? segment : { ...segment, speaker: name };
  });
}

async function open(id: string, signal: AbortSignal): Promise<Result<Opened>> {
  const found = await call("get", "/v1/recordings/{id}", { path: { id }, signal });
  if (!found.ok) return failed(found.failure);
  const recording = found.value;
  if (recording.transcription_id === null) return succeeded({ recording, segments: null, why: null });
  const path = { id: recording.transcription_id };
  const words = await call("get", "/v1/transcriptions/{id}", { path, signal });
  if (!words.ok) return failed(words.failure);
  return succeeded({ recording, segments: words.value.segments, why: words.value.error?.message ?? null });
}

function Words({ recording, segments, why }: Opened) {
  if (segments && segments.length > 0) return <Reading key={recording.id} recording={recording} segments={segments} />;
  if (segments) return <EmptyState icon="recordings" title={t("transcript.silent")} />;
  if (recording.status === "failed") {
    return (
      <EmptyState icon="alert" title={t("transcript.failed")}>
        <p>{t("transcript.failedHint")}</p>
        {why && <p dir="auto">{why}</p>}
      </EmptyState>
    );
  }
  return <EmptyState icon="recordings" title={t("transcript.notReady")}><p>{t("transcript.notReadyHint")}</p></EmptyState>;
}
