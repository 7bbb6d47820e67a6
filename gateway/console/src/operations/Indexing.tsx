import { useEffect, useState } from "preact/hooks";
import type { Indexing as Read } from "../api/admin";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import { number, t } from "../i18n";
import { ErrorState, Spinner, Status } from "../ui";
import { topicsOf, type Topic } from "./topics";

const EVERY_MS = 5_000;

/** How far the worker is behind, read again by itself while somebody looks. */
export function Indexing() {
  const [read, setRead] = useState<Read | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    void call("get", "/v1/admin/indexing", { signal: controller.signal }).then((result) => {
      if (controller.signal.aborted) return;
      setFailure(result.ok ? null : result.failure);
      if (result.ok) setRead(result.value);
    });
    const later = setInterval(() => document.hidden || setRound((n) => n + 1), EVERY_MS);
    return () => {
      controller.abort();
      clearInterval(later);
    };
  }, [round]);

  return (
    <div class="ops">
      <p class="faint">{t("operations.indexingLead", { count: EVERY_MS / 1000 })}</p>
      {failure && <ErrorState failure={failure} retry={() => setRound((n) => n + 1)} />}
      {read === null && !failure && <Spinner />}
      {read && (
        <>
          <div class="card ops-figure">
            <p><span class="ops-number">{number(read.lag)}</span>{t("operations.eventsWait", { count: read.lag })}</p>
            {/* The number is other every time; read out is whether there is one. */}
            <span role="status">
              <Status tone={read.lag === 0 ? "good" : "busy"}>{read.lag === 0 ? t("operations.upToDate") : t("operations.catchingUp")}</Status>
            </span>
          </div>
          <div class="ops-list">{topicsOf(read.partitions).map((topic) => <OfTopic key={topic.name} topic={topic} />)}</div>
        </>
      )}
    </div>
  );
}

function OfTopic({ topic }: { topic: Topic }) {
  return (
    <details class="card ops-topic">
      <summary>
        <code>{topic.name}</code>
        <span>{topic.lag === 0 ? t("operations.nothingWaits") : t("operations.waiting", { count: topic.lag })}</span>
      </summary>
      <table class="ops-table">
        <thead>
          <tr>
            <th scope="col">{t("operations.partition")}</th>
            <th scope="col">{t("operations.taken")}</th>
            <th scope="col">{t("operations.end")}</th>
            <th scope="col">{t("operations.lag")}</th>
          </tr>
        </thead>
        <tbody>
          {topic.partitions.map(({ partition, committed_offset, end_offset, lag }) => (
            <tr key={partition}>
              <th scope="row">{partition}</th>
              <td>{committed_offset === null ? t("operations.none") : number(committed_offset)}</td>
              <td>{number(end_offset)}</td>
              <td>{number(lag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
