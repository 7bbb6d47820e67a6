import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Failure, Result } from "../api/failure";
import { since, t } from "../i18n";
import { navigate, to } from "../router";
import { Button, Confirm, Dialog, ErrorState, Status, toast } from "../ui";
import { EndpointForm } from "./EndpointForm";
import type { Endpoint } from "./events";

export function EndpointCard({ endpoint, onChanged, onRotated, onDeleted }: {
  endpoint: Endpoint;
  onChanged: (endpoint: Endpoint) => void;
  onRotated: (endpoint: Endpoint) => void;
  onDeleted: () => void;
}) {
  const [asking, setAsking] = useState<"edit" | "rotate" | "delete" | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const path = { id: endpoint.id };
  const close = () => setAsking(null);

  async function attempt<T>(made: Promise<Result<T>>, then: (value: T) => void) {
    const result = await made;
    setFailure(result.ok ? null : result.failure);
    if (result.ok) then(result.value);
  }
  const enable = (enabled: boolean) => attempt(call("patch", "/v1/webhook-endpoints/{id}", { path, body: { enabled } }), onChanged);
  const test = () =>
    attempt(call("post", "/v1/webhook-endpoints/{id}/test", { path }), () => {
      toast(t("operations.testSent"));
      navigate(to("/operations/{tab}/{id}", { tab: "webhooks", id: endpoint.id }));
    });

  return (
    <article class="card ops-card">
      <header class="ops-card-head">
        <h2 dir="ltr">{endpoint.url}</h2>
        <State endpoint={endpoint} />
      </header>
      {endpoint.description && <p dir="auto">{endpoint.description}</p>}
      <p class="ops-codes">{endpoint.events.map((event) => <code key={event}>{event}</code>)}</p>
      {failure && <ErrorState failure={failure} />}
      <div class="ops-actions">
        <a class="button plain" href={to("/operations/{tab}/{id}", { tab: "webhooks", id: endpoint.id })}>{t("operations.deliveries")}</a>
        <Button onClick={() => void test()} disabled={!endpoint.enabled}>{t("operations.test")}</Button>
        <Button onClick={() => setAsking("edit")}>{t("operations.change")}</Button>
        <Button onClick={() => void enable(!endpoint.enabled)}>{endpoint.enabled ? t("operations.disable") : t("operations.enable")}</Button>
        <Button onClick={() => setAsking("rotate")}>{t("operations.rotate")}</Button>
        <Button kind="quiet" icon="trash" onClick={() => setAsking("delete")}>{t("operations.delete")}</Button>
      </div>
      <Dialog title={t("operations.changeEndpoint")} open={asking === "edit"} onClose={close}>
        <EndpointForm
          endpoint={endpoint}
          onCancel={close}
          onDone={(changed) => {
            close();
            onChanged(changed);
          }}
        />
      </Dialog>
      <Confirm
        title={t("operations.rotateTitle")}
        text={t("operations.rotateText")}
        doIt={t("operations.rotate")}
        open={asking === "rotate"}
        onClose={close}
        act={() => call("post", "/v1/webhook-endpoints/{id}/rotate", { path })}
        onDone={onRotated}
      />
      <Confirm
        title={t("operations.deleteEndpoint")}
        text={t("operations.deleteEndpointText", { url: endpoint.url })}
        doIt={t("operations.delete")}
        open={asking === "delete"}
        onClose={close}
        act={() => call("delete", "/v1/webhook-endpoints/{id}", { path })}
        onDone={onDeleted}
      />
    </article>
  );
}

function State({ endpoint }: { endpoint: Endpoint }) {
  const { enabled, disabled_at, failing_since } = endpoint;
  if (!enabled && disabled_at) return <Status tone="bad">{t("operations.gaveUp", { when: since(disabled_at) })}</Status>;
  if (!enabled) return <Status tone="off">{t("operations.disabled")}</Status>;
  if (failing_since) return <Status tone="bad">{t("operations.failing", { when: since(failing_since) })}</Status>;
  return <Status tone="good">{t("operations.enabled")}</Status>;
}
