import { useEffect, useRef } from "preact/hooks";
import { call } from "../api/client";
import type { Delivery } from "../api/types";
import { dayAndTime, since, t } from "../i18n";
import { to } from "../router";
import { Button, EmptyState, ErrorState, Icon, Spinner, Status, useCall, usePages, whenSeen } from "../ui";

/** While something waits that is due within this time, the list is read again, if it is of one page. */
const SOON_MS = 15_000;
/** And less and less often: this page is not the only one that asks. */
const WAITS_S = [2, 2, 3, 5, 8, 13, 30];
const PAGE = 50;

/** What an endpoint was told, how often, and what it answered. */
export function Deliveries({ id }: { id: string }) {
  const endpoint = useCall((signal) => call("get", "/v1/webhook-endpoints/{id}", { path: { id }, signal }), [id]);
  const deliveries = usePages<Delivery>((cursor, signal) => call("get", "/v1/webhook-endpoints/{id}/deliveries", { path: { id }, query: { ...cursor, limit: PAGE }, signal }), [id]);
  const { list } = deliveries;

  const isSoon = list?.some(({ next_attempt_at }) => next_attempt_at !== null && Date.parse(next_attempt_at) < Date.now() + SOON_MS);
  const round = useRef(0);
  useEffect(() => void (round.current = 0), [id]);
  useEffect(() => {
    if (!isSoon || list!.length > PAGE) return;
    return whenSeen(WAITS_S[Math.min(round.current++, WAITS_S.length - 1)]!, deliveries.again);
  }, [list]);

  return (
    <div class="ops">
      <div class="ops-head">
        <div>
          <a class="ops-back" href={to("/operations/{tab}", { tab: "webhooks" })}><Icon name="back" />{t("operations.webhooks")}</a>
          <h2 class="ops-title" dir="ltr">{endpoint.state === "ready" ? endpoint.value.url : id}</h2>
        </div>
        <Button icon="refresh" onClick={deliveries.again}>{t("operations.refresh")}</Button>
      </div>
      {deliveries.failure && <ErrorState failure={deliveries.failure} retry={deliveries.again} />}
      {list === null && !deliveries.failure && <Spinner />}
      {list?.length === 0 && (
        <EmptyState icon="webhook" title={t("operations.noDeliveries")}><p>{t("operations.noDeliveriesHint")}</p></EmptyState>
      )}
      {list !== null && list.length > 0 && (
        <ul class="rows card" aria-label={t("operations.deliveries")}>
          {list.map((delivery) => <li key={delivery.event_id}><Row delivery={delivery} /></li>)}
        </ul>
      )}
      {deliveries.more && <Button onClick={deliveries.more}>{t("common.more")}</Button>}
    </div>
  );
}

function Row({ delivery }: { delivery: Delivery }) {
  const { type, status, attempts, response_code, error, created_at, next_attempt_at, event_id } = delivery;
  return (
    <div class="ops-row">
      <div class="ops-row-head">
        <code>{type}</code>
        <Status tone={status === "delivered" ? "good" : status === "failed" ? "bad" : "busy"}>{t(`operations.${status}`)}</Status>
      </div>
      <p class="row-about">
        <time dateTime={created_at} title={dayAndTime(created_at)}>{since(created_at)}</time>
        <span>{t("operations.attempts", { count: attempts })}</span>
        {response_code !== null && <span>{t("operations.answered", { code: String(response_code) })}</span>}
        {error && error !== "status" && <span>{problem(error)}</span>}
        {next_attempt_at && <span>{t("operations.next", { when: dayAndTime(next_attempt_at) })}</span>}
        <bdi class="ops-id">{event_id}</bdi>
      </p>
    </div>
  );
}

function problem(error: string): string {
  switch (error) {
    case "redirect":
      return t("operations.errorRedirect");
    case "timeout":
      return t("operations.errorTimeout");
    case "connection":
      return t("operations.errorConnection");
    case "tls":
      return t("operations.errorTls");
    case "unknown_host":
      return t("operations.errorUnknownHost");
    case "address_not_allowed":
      return t("operations.errorAddress");
    case "secret_unreadable":
      return t("operations.errorSecret");
    default:
      return error;
  }
}
