import { useRef, useState } from "preact/hooks";
import { call } from "../api/client";
import { t } from "../i18n";
import { Button, Dialog, EmptyState, ErrorState, Spinner, usePages } from "../ui";
import { EndpointCard } from "./EndpointCard";
import { EndpointForm } from "./EndpointForm";
import type { Endpoint } from "./events";
import { Kept } from "./Kept";

type Secret = { title: string; hint: string; secret: string };

export function Webhooks() {
  const endpoints = usePages<Endpoint>((cursor, signal) => call("get", "/v1/webhook-endpoints", { query: { ...cursor, limit: 50 }, signal }), []);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const add = useRef<HTMLDivElement>(null);
  const { list } = endpoints;
  const replace = (changed: Endpoint) => endpoints.set((list ?? []).map((one) => (one.id === changed.id ? { ...changed, secret: null } : one)));

  function added(endpoint: Endpoint) {
    setAdding(false);
    endpoints.set([{ ...endpoint, secret: null }, ...(list ?? [])]);
    if (endpoint.secret) setSecret({ title: t("operations.secret"), hint: t("operations.secretHint"), secret: endpoint.secret });
  }

  return (
    <div class="ops">
      <div class="ops-head" ref={add}>
        <p class="faint">{t("operations.webhooksLead")}</p>
        <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("operations.addEndpoint")}</Button>
      </div>
      <Dialog title={t("operations.addEndpoint")} open={adding} onClose={() => setAdding(false)}>
        <EndpointForm onDone={added} onCancel={() => setAdding(false)} />
      </Dialog>
      {secret && <Kept {...secret} onKept={() => setSecret(null)} />}
      {endpoints.failure && <ErrorState failure={endpoints.failure} retry={endpoints.again} />}
      {list === null && !endpoints.failure && <Spinner />}
      {list?.length === 0 && (
        <EmptyState icon="webhook" title={t("operations.noEndpoints")}><p>{t("operations.noEndpointsHint")}</p></EmptyState>
      )}
      <ul class="ops-list">
        {list?.map((endpoint) => (
          <li key={endpoint.id}>
            <EndpointCard
              endpoint={endpoint}
              onChanged={replace}
              onRotated={(now) => {
                replace(now);
                setSecret({ title: t("operations.newSecret"), hint: t("operations.newSecretHint"), secret: now.secret! });
              }}
              onDeleted={() => {
                endpoints.set(list.filter((one) => one.id !== endpoint.id));
                // What had the focus is gone with it.
                add.current?.querySelector("button")?.focus();
              }}
            />
          </li>
        ))}
      </ul>
      {endpoints.more && <Button onClick={endpoints.more}>{t("common.more")}</Button>}
    </div>
  );
}
