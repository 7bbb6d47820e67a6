import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import type { Recording } from "../api/types";
import { Button } from "../ui";
import { UploadRow } from "./UploadRow";
import { clearDone, start, takeAway, uploads } from "./uploads";
import { useWatch } from "./useWatch";

/** The files that were dropped or chosen, until they are searchable. */
export function UploadPanel({ onRecording }: { onRecording: (recording: Recording) => void }) {
  const all = uploads.value;
  const ready = all.filter(({ state }) => state.value.state === "ready").length;
  const isDone = all.some(({ state }) => state.value.state === "searchable");
  const begin = useRef<HTMLDivElement>(null);
  const processing = all.flatMap(({ state: { value } }) => (value.state === "processing" ? [value.taken.recording_id] : []));
  const of = (id: string) =>
    all.filter(({ state: { value } }) => value.state === "processing" && value.taken.recording_id === id);
  useWatch(
    processing,
    (recording) => {
      onRecording(recording);
      for (const one of of(recording.id)) one.done(recording);
    },
    (id) => of(id).forEach(takeAway),
  );
  // What was just added waits for one press of a key.
  useEffect(() => {
    if (ready > 0) begin.current?.querySelector("button")?.focus();
  }, [all.length]);
  if (all.length === 0) return null;
  return (
    <section class="uploads card" aria-label={t("recordings.uploads")}>
      <ul>{all.map((one) => <UploadRow key={one.id} upload={one} />)}</ul>
      <div ref={begin} class="uploads-end">
        {isDone && <Button kind="quiet" onClick={clearDone}>{t("recordings.clearDone")}</Button>}
        {ready > 0 && <Button kind="primary" icon="upload" onClick={start}>{t("recordings.start", { count: ready })}</Button>}
      </div>
    </section>
  );
}

