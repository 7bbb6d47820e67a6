import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Erasure } from "../api/types";
import { dayAndTime, number, since, t, type Key } from "../i18n";
import { Button, Choice, EmptyState, ErrorState, Spinner, Status, usePages } from "../ui";

type Which = "all" | "pending" | "completed";

/** What was deleted over the API, and how far each store is with it. */
export function Deletions() {
  const [which, setWhich] = useState<Which>("all");
  const erasures = usePages<Erasure>(
    (cursor, signal) => call("get", "/v1/erasures", { query: { ...cursor, ...(which === "all" ? {} : { status: which }), limit: 50 }, signal }),
    [which],
  );
  const { list } = erasures;
  return (
    <div class="ops">
      <div class="ops-head">
        <p class="faint">{t("operations.deletionsLead")}</p>
        <Choice
          label={t("operations.show")}
          chosen={which}
          onChange={setWhich}
          choices={[
            { name: "all", title: t("operations.all") },
            { name: "pending", title: t("operations.underWay") },
            { name: "completed", title: t("operations.done") },
          ]}
        />
        <Button icon="refresh" onClick={erasures.again}>{t("operations.refresh")}</Button>
      </div>
      {erasures.failure && <ErrorState failure={erasures.failure} retry={erasures.again} />}
      {list === null && !erasures.failure && <Spinner />}
      {list?.length === 0 && (
        <EmptyState icon="trash" title={t("operations.noDeletions")}><p>{t("operations.noDeletionsHint")}</p></EmptyState>
      )}
      {list !== null && list.length > 0 && (
        <ul class="rows card" aria-label={t("operations.deletions")}>
          {list.map((erasure) => <li key={erasure.id}><Row erasure={erasure} /></li>)}
        </ul>
      )}
      {erasures.more && <Button onClick={erasures.more}>{t("common.more")}</Button>}
    </div>
  );
}

function Row({ erasure }: { erasure: Erasure }) {
  const { type, recording_id, end_user_id, status, requested_at, stores } = erasure;
  return (
    <details class="ops-row">
      <summary>
        <span class="ops-row-head">
          <span class="row-title">{type === "recording" ? t("operations.aRecording") : t("operations.anEndUser")}</span>
          <Status tone={status === "completed" ? "good" : "busy"}>{status === "completed" ? t("operations.done") : t("operations.underWay")}</Status>
        </span>
        <span class="row-about">
          <time dateTime={requested_at} title={dayAndTime(requested_at)}>{since(requested_at)}</time>
          <bdi class="ops-id">{recording_id ?? end_user_id}</bdi>
          {recording_id && <bdi class="ops-id">{end_user_id}</bdi>}
        </span>
      </summary>
      <dl class="ops-stores">
        {stores.map((store) => (
          <div key={store.name}>
            <dt>{storeName(store.name)}</dt>
            <dd>{store.completed_at === null ? t("operations.underWay") : removed(store.removed)}</dd>
          </div>
        ))}
        <div><dt>{t("operations.erasureId")}</dt><dd><bdi class="ops-id">{erasure.id}</bdi></dd></div>
      </dl>
    </details>
  );
}

const STORES: Record<string, Key> = {
  search: "operations.storeSearch",
  ask: "operations.storeAsk",
  idempotency: "operations.storeIdempotency",
  event: "operations.storeEvent",
};
const REMOVED: Record<string, Key> = {
  recordings: "operations.nRecordings",
  chunks: "operations.nChunks",
  sessions: "operations.nSessions",
  messages: "operations.nMessages",
  answers: "operations.nAnswers",
};

/** A store of a gateway that is newer than this page has the name that it gives itself. */
const storeName = (name: string) => (STORES[name] ? t(STORES[name]) : name);

function removed(counts: Record<string, number>): string {
  const told = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => (REMOVED[what] ? t(REMOVED[what], { count }) : `${what}: ${number(count)}`));
  return told.length === 0 ? t("operations.done") : told.join(", ");
}
