import { useState } from "preact/hooks";
import { call } from "../api/client";
import { succeeded } from "../api/failure";
import type { Recording } from "../api/types";
import { dayAndTime, since, t } from "../i18n";
import { to } from "../router";
import { Button, Choice, EmptyState, ErrorState, Spinner, Status, usePages } from "../ui";

type Which = "failed" | "processing" | "pending";
type Shown = Recording & { why: string | null };

/** What came of recordings of the whole project: what failed and why, and what is being worked on. */
export function Processing() {
  const [which, setWhich] = useState<Which>("failed");
  const recordings = usePages<Shown>((cursor, signal) => withReasons(which, cursor, signal), [which]);
  const { list } = recordings;
  return (
    <div class="ops">
      <div class="ops-head">
        <p class="faint">{t("operations.processingLead")}</p>
        <Choice
          label={t("operations.show")}
          chosen={which}
          onChange={setWhich}
          choices={[
            { name: "failed", title: t("operations.failedOnes") },
            { name: "processing", title: t("operations.processingOnes") },
            { name: "pending", title: t("operations.pendingOnes") },
          ]}
        />
        <Button icon="refresh" onClick={recordings.again}>{t("operations.refresh")}</Button>
      </div>
      {recordings.failure && <ErrorState failure={recordings.failure} retry={recordings.again} />}
      {list === null && !recordings.failure && <Spinner />}
      {list?.length === 0 && (
        <EmptyState icon={which === "failed" ? "check" : "recordings"} title={which === "failed" ? t("operations.noneFailed") : t("operations.noneWaiting")} />
      )}
      {list !== null && list.length > 0 && (
        <ul class="rows card" aria-label={t("operations.processing")}>
          {list.map((recording) => <li key={recording.id}><Row recording={recording} which={which} /></li>)}
        </ul>
      )}
      {recordings.more && <Button onClick={recordings.more}>{t("common.more")}</Button>}
    </div>
  );
}

function Row({ recording, which }: { recording: Shown; which: Which }) {
  const when = recording.updated_at ?? recording.created_at;
  return (
    <a class="row" href={to("/recordings/{id}", { id: recording.id })}>
      <span class="ops-row-head">
        <span class="row-title" dir="auto">{recording.title ?? t("common.untitled")}</span>
        <Status tone={which === "failed" ? "bad" : "busy"}>{t(`operations.${which}One`)}</Status>
      </span>
      {recording.why && <span dir="auto">{recording.why}</span>}
      <span class="row-about">
        {when && <time dateTime={when} title={dayAndTime(when)}>{since(when)}</time>}
        <bdi class="ops-id">{recording.end_user_id}</bdi>
        <bdi class="ops-id">{recording.id}</bdi>
        {recording.external_id && <bdi class="ops-id">{recording.external_id}</bdi>}
      </span>
    </a>
  );
}

/** The reason stands with the transcription; those of the newest hundred are read at once. */
async function withReasons(status: Which, cursor: { cursor?: string }, signal: AbortSignal) {
  const page = await call("get", "/v1/recordings", { query: { status, ...cursor, limit: 50 }, signal });
  if (!page.ok) return page;
  const isWhy = status === "failed" && page.value.data.length > 0;
  const failed = isWhy ? await call("get", "/v1/transcriptions", { query: { status, limit: 100 }, signal }) : null;
  const reasons = new Map(
    failed?.ok ? failed.value.data.map(({ recording_id, error }) => [recording_id, error?.message ?? error?.code ?? null]) : [],
  );
  const data = page.value.data.map((recording): Shown => ({ ...recording, why: reasons.get(recording.id) ?? null }));
  return succeeded({ data, next_cursor: page.value.next_cursor });
}
