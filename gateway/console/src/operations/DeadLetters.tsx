import type { DeadLetter } from "../api/admin";
import { call } from "../api/client";
import { dayAndTime, since, t } from "../i18n";
import { Button, CopyText, EmptyState, ErrorState, Spinner, useCall } from "../ui";

const MOST = 100;

/** Events that could not be taken, and how each is sent again. */
export function DeadLetters() {
  const letters = useCall((signal) => call("get", "/v1/admin/dead-letters", { query: { limit: MOST }, signal }), []);
  return (
    <div class="ops">
      <div class="ops-head">
        <p class="faint">{t("operations.deadLettersLead")}</p>
        <Button icon="refresh" onClick={letters.again}>{t("operations.refresh")}</Button>
      </div>
      {letters.state === "loading" && <Spinner />}
      {letters.state === "failed" && <ErrorState failure={letters.failure} retry={letters.again} />}
      {letters.state === "ready" && letters.value.data.length === 0 && (
        <EmptyState icon="check" title={t("operations.noDeadLetters")}><p>{t("operations.noDeadLettersHint")}</p></EmptyState>
      )}
      {letters.state === "ready" && letters.value.data.length > 0 && (
        <>
          <p role="status">
            {letters.value.total > letters.value.data.length
              ? t("operations.newestLetters", { shown: letters.value.data.length, count: letters.value.total })
              : t("operations.letters", { count: letters.value.total })}
          </p>
          <ul class="rows card" aria-label={t("operations.deadLetters")}>
            {letters.value.data.map((letter) => <li key={letter.id}><Row letter={letter} /></li>)}
          </ul>
        </>
      )}
    </div>
  );
}

function Row({ letter }: { letter: DeadLetter }) {
  const { id, created_at, code, reason, recording_id, end_user_id, topic, partition, offset } = letter;
  return (
    <div class="ops-row">
      <div class="ops-row-head">
        <span class="row-title" dir="auto">{reason ?? t("operations.noReason")}</span>
        {code && <code>{code}</code>}
      </div>
      <p class="row-about">
        <time dateTime={created_at} title={dayAndTime(created_at)}>{since(created_at)}</time>
        {recording_id && <bdi class="ops-id">{recording_id}</bdi>}
        {end_user_id && <bdi class="ops-id">{end_user_id}</bdi>}
        <bdi class="ops-id">{partition === null ? topic : t("operations.whereInTopic", { topic, partition, offset: offset ?? "?" })}</bdi>
      </p>
      <CopyText label={t("operations.retryCommand")} text={`infra/dead-letters retry ${id}`} />
    </div>
  );
}
