import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import type { Recording } from "../api/types";
import { t } from "../i18n";
import { Button, ErrorState, toast } from "../ui";

export function DeleteForm({ recording, onDone }: { recording: Recording; onDone: (deleted: boolean) => void }) {
  const [deleting, setDeleting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function remove() {
    setDeleting(true);
    setFailure(null);
    const result = await call("delete", "/v1/recordings/{id}", { path: { id: recording.id } });
    setDeleting(false);
    // Somebody else was quicker: it is gone all the same.
    if (!result.ok && result.failure.kind !== "notFound") return setFailure(result.failure);
    toast(t("recordings.deleted", { title: recording.title ?? t("common.untitled") }));
    onDone(true);
  }
  return (
    <div class="edit">
      <div>
        <p>{t("recordings.deleteWhat")}</p>
        <ul class="goes">
          <li>{t("recordings.deleteTranscript")}</li>
          <li>{t("recordings.deleteMoments")}</li>
          <li>{t("recordings.deleteCitations")}</li>
        </ul>
      </div>
      <p>{t("recordings.deleteFinal")}</p>
      {failure && <ErrorState failure={failure} />}
      <div class="dialog-end">
        <Button onClick={() => onDone(false)}>{t("common.cancel")}</Button>
        <Button kind="danger" icon="trash" disabled={deleting} onClick={() => void remove()}>{t("recordings.delete")}</Button>
      </div>
    </div>
  );
}
