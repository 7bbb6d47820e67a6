import { useEffect, useMemo, useRef } from "preact/hooks";
import { call } from "../api/client";
import { failed, succeeded, type Result } from "../api/failure";
import type { Recording, Segment, Transcription } from "../api/types";
import { clock, dayAndTime, t } from "../i18n";
import { momentOf } from "../i18n/format";
import { place, to } from "../router";
import type { Values } from "../shell/routes";
import { EmptyState, ErrorState, Icon, Page, Spinner, useCall } from "../ui";
import { segmentAt } from "./segmentAt";

type Opened = { recording: Recording; transcription: Transcription | null };

export default function TranscriptPage({ values: { id = "" } }: { values: Values }) {
  const opened = useCall((signal) => open(id, signal), [id]);
  const recording = opened.state === "ready" ? opened.value.recording : null;
  const title = recording?.title ?? t(recording ? "common.untitled" : "transcript.title");
  return (
    <Page title={title} class="transcript">
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

async function open(id: string, signal: AbortSignal): Promise<Result<Opened>> {
  const recording = await call("get", "/v1/recordings/{id}", { path: { id }, signal });
  if (!recording.ok) return failed(recording.failure);
  const { transcription_id } = recording.value;
  if (transcription_id === null) return succeeded({ recording: recording.value, transcription: null });
  const found = await call("get", "/v1/transcriptions/{id}", { path: { id: transcription_id }, signal });
  return found.ok ? succeeded({ recording: recording.value, transcription: found.value }) : failed(found.failure);
}

function Words({ recording, transcription }: Opened) {
  const segments = transcription?.segments;
  if (!segments) {
    return recording.status === "failed" ? (
      <EmptyState icon="alert" title={t("transcript.failed")}><p>{t("transcript.failedHint")}</p></EmptyState>
    ) : (
      <EmptyState icon="recordings" title={t("transcript.notReady")}><p>{t("transcript.notReadyHint")}</p></EmptyState>
    );
  }
  return <Segments recording={recording.id} segments={segments} />;
}

function Segments({ recording, segments }: { recording: string; segments: Segment[] }) {
  const moment = momentOf(place.value.hash);
  const marked = useMemo(() => (moment === null ? -1 : segmentAt(segments, moment)), [segments, moment]);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    item.current?.scrollIntoView({ block: "center" });
    item.current?.focus({ preventScroll: true });
  }, [marked]);
  return (
    <ol class="segments" aria-label={t("transcript.segments")}>
      {segments.map((segment, i) => {
        const isMarked = i === marked;
        const sameSpeaker = i > 0 && segments[i - 1]?.speaker === segment.speaker;
        return (
          <li
            key={i}
            class="segment"
            {...(isMarked ? { ref: item, tabIndex: -1, "aria-current": "location" as const } : {})}
          >
            <a
              class="segment-time"
              href={to("/recordings/{id}", { id: recording }, `t=${segment.start_ms}`)}
              aria-label={t("transcript.copyMoment", { time: clock(segment.start_ms) })}
            >
              {clock(segment.start_ms)}
            </a>
            <div class="segment-words">
              {isMarked && <span class="unseen">{t("transcript.cited")}</span>}
              {segment.speaker && !sameSpeaker && <p class="speaker" dir="auto">{segment.speaker}</p>}
              <p dir="auto">{segment.text}</p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
