import { call } from "../api/client";
import { clock, day, t } from "../i18n";
import { to } from "../router";
import { endUser } from "../session/session";
import { EmptyState, ErrorState, Page, Spinner, useCall } from "../ui";

export default function RecordingsPage() {
  const recordings = useCall(
    (signal) => call("get", "/v1/recordings", { query: { ...endUser.value, limit: 100 }, signal }),
    [],
  );
  return (
    <Page title={t("recordings.title")}>
      {recordings.state === "loading" && <Spinner />}
      {recordings.state === "failed" && <ErrorState failure={recordings.failure} retry={recordings.again} />}
      {recordings.state === "ready" && recordings.value.data.length === 0 && (
        <EmptyState icon="recordings" title={t("recordings.empty")}><p>{t("recordings.emptyHint")}</p></EmptyState>
      )}
      {recordings.state === "ready" && (
        <ul class="rows card">
          {recordings.value.data.map((recording) => (
            <li key={recording.id}>
              <a class="row" href={to("/recordings/{id}", { id: recording.id })}>
                <span class="row-title" dir="auto">{recording.title ?? t("common.untitled")}</span>
                <span class="row-about">
                  {recording.recorded_at && <span>{day(recording.recorded_at)}</span>}
                  {recording.duration_ms !== null && <span>{clock(recording.duration_ms)}</span>}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
