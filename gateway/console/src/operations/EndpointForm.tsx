import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import { t } from "../i18n";
import { Button, Checks, ErrorState, Field } from "../ui";
import { eventChoices, type Endpoint, type EventName } from "./events";

/** A new endpoint, or with `endpoint` what it shall be from now on. */
export function EndpointForm({ endpoint, onDone, onCancel }: {
  endpoint?: Endpoint;
  onDone: (endpoint: Endpoint) => void;
  onCancel: () => void;
}) {
  const [url, setUrl] = useState(endpoint?.url ?? "");
  const [description, setDescription] = useState("");
  const [events, setEvents] = useState((endpoint?.events ?? ["recording.indexed", "recording.failed"]) as EventName[]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const isAddress = /^https?:\/\/\S+$/.test(url.trim());

  async function onSubmit(event: Event) {
    event.preventDefault();
    setTried(true);
    if (!isAddress || events.length === 0) return;
    setBusy(true);
    const asked = { url: url.trim(), events };
    const result = endpoint
      ? await call("patch", "/v1/webhook-endpoints/{id}", { path: { id: endpoint.id }, body: asked })
      : await call("post", "/v1/webhook-endpoints", { body: { ...asked, ...(description.trim() ? { description: description.trim() } : {}) } });
    setBusy(false);
    if (result.ok) onDone(result.value);
    else setFailure(result.failure);
  }

  const refused = failure?.kind === "invalid" && failure.error.param === "url" ? failure.error.message : null;
  return (
    <form class="ops-form" onSubmit={(event) => void onSubmit(event)}>
      <Field
        label={t("operations.url")}
        hint={t("operations.urlHint")}
        problem={refused ?? (tried && !isAddress ? t("operations.noUrl") : null)}
        type="url"
        placeholder="https://app.example.com/hark"
        autocomplete="off"
        maxLength={2048}
        value={url}
        onInput={(value) => {
          setUrl(value);
          setFailure(null);
        }}
      />
      {!endpoint && <Field label={t("operations.description")} maxLength={500} value={description} onInput={setDescription} />}
      <Checks
        label={t("operations.events")}
        problem={tried && events.length === 0 ? t("operations.noEvents") : null}
        choices={eventChoices()}
        chosen={events}
        onChange={setEvents}
      />
      {failure && !refused && <ErrorState failure={failure} />}
      <div class="dialog-foot">
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={busy}>{endpoint ? t("operations.save") : t("operations.addEndpoint")}</Button>
      </div>
    </form>
  );
}
