import { call } from "../api/client";
import { failed, succeeded, type Result } from "../api/failure";
import type { Recording, Segment } from "../api/types";
import { clock, dayAndTime, t } from "../i18n";
import { to } from "../router";
import type { Values } from "../shell/routes";
import { EmptyState, ErrorState, Icon, Page, Spinner, useCall } from "../ui";
import { ExportMenu } from "./ExportMenu";
import { Reading } from "./Reading";

/** Of the transcription only what is shown: its text stands in it twice more. */
type Opened = { recording: Recording; segments: Segment[] | null; why: string | null };

export default function TranscriptPage({ values: { id = "" } }: { values: Values }) {
  const opened = useCall((signal) => open(id, signal), [id]);
  const recording = opened.state === "ready" ? opened.value.recording : null;
  const title = recording?.title ?? t(recording ? "common.untitled" : "transcript.title");
  return (
    <Page title={title} class="transcript" actions={recording && <Actions {...recording} />}>
      <p class="transcript-about">
        <a class="back" href={to("/recordings")}><Icon name="back" />{t("transcript.back")}</a>
        {recording?.recorded_at && <span>{dayAndTime(recording.recorded_at)}</span>}
        {recording?.duration_ms != null && <span>{clock(recording.duration_ms)}</span>}
      </p>
      {opened.state === "loading" && <Spinner />}
      {opened.state === "failed" && <ErrorState failure={opened.failure} retry={opened.again} />}
      {opened.state === "ready" && <Words {...opened.value} />}
    </Page>
  );
}

function Actions({ id, status, transcription_id }: Recording) {
  if (status !== "completed" || transcription_id === null) return null;
  return (
    <div class="page-actions">
      <a class="button primary" href={`${to("/ask")}?recording=${encodeURIComponent(id)}`}>
        <Icon name="ask" /><span>{t("transcript.askAbout")}</span>
      </a>
      <ExportMenu transcription={transcription_id} />
    </div>
  );
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
