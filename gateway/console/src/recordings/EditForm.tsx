import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import type { Recording } from "../api/types";
import { t } from "../i18n";
import { Button, ErrorState, Field, IconButton, toast } from "../ui";
import { changeOf, draftOf, isFlat, problemOf, type Draft } from "./edits";

export function EditForm({ recording, onDone }: { recording: Recording; onDone: (changed: Recording | null) => void }) {
  const [draft, setDraft] = useState(() => draftOf(recording));
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const problem = tried ? problemOf(recording, draft) : null;
  const about = (field: keyof Draft) => (problem?.field === field ? t(`recordings.${problem.key}`) : null);
  const change = <F extends keyof Draft>(field: F) => (value: Draft[F]) => setDraft({ ...draft, [field]: value });

  async function save(event: Event) {
    event.preventDefault();
    setTried(true);
    if (problemOf(recording, draft)) return;
    const body = changeOf(recording, draft);
    if (Object.keys(body).length === 0) return onDone(null);
    setSaving(true);
    setFailure(null);
    const result = await call("patch", "/v1/recordings/{id}", { path: { id: recording.id }, body });
    setSaving(false);
    if (!result.ok) return setFailure(result.failure);
    toast(t("recordings.saved"));
    onDone(result.value);
  }

  return (
    <form class="edit" onSubmit={(event) => void save(event)}>
      <Field label={t("recordings.fileTitle")} problem={about("title")} maxLength={200} value={draft.title} onInput={change("title")} />
      <Field label={t("recordings.fileDate")} problem={about("date")} type="datetime-local" value={draft.date} onInput={change("date")} />
      <Field label={t("recordings.tags")} hint={t("recordings.tagsHint")} problem={about("tags")} value={draft.tags} onInput={change("tags")} />
      <Metadata recording={recording} rows={draft.metadata} onChange={change("metadata")} />
      {failure && <ErrorState failure={failure} />}
      <div class="dialog-end">
        <Button onClick={() => onDone(null)}>{t("common.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={saving}>{t("recordings.save")}</Button>
      </div>
    </form>
  );
}

function Metadata({ recording, rows, onChange }: {
  recording: Recording;
  rows: Draft["metadata"];
  onChange: (rows: Draft["metadata"]) => void;
}) {
  if (!isFlat(recording)) return <p class="faint small">{t("recordings.metadataNested")}</p>;
  const put = (at: number, row: [string, string]) => onChange(rows.map((one, i) => (i === at ? row : one)));
  return (
    <fieldset class="metadata">
      <legend>{t("recordings.metadata")}</legend>
      {rows.map(([name, value], i) => (
        <div key={i} class="metadata-row">
          <input aria-label={t("recordings.metadataKey")} dir="auto" value={name} onInput={(event) => put(i, [event.currentTarget.value, value])} />
          <input aria-label={name || t("recordings.metadataValue")} dir="auto" value={value} onInput={(event) => put(i, [name, event.currentTarget.value])} />
          <IconButton icon="close" label={t("recordings.removeMetadata", { name })} onClick={() => onChange(rows.filter((_, at) => at !== i))} />
        </div>
      ))}
      <Button kind="quiet" icon="plus" onClick={() => onChange([...rows, ["", ""]])}>{t("recordings.addMetadata")}</Button>
    </fieldset>
  );
}
