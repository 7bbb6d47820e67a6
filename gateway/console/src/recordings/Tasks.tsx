import { t } from "../i18n";
import type { Recording, Segment } from "../api/types";
import { can } from "../session/session";
import { Dialog, Menu, MenuItem } from "../ui";
import { DeleteForm } from "./DeleteForm";
import { EditForm } from "./EditForm";
import { SpeakersForm } from "./SpeakersForm";

export type Task = { kind: "edit" | "speakers" | "delete"; recording: Recording };

/** What can be done with a recording, by a key that may. */
export function TaskMenu({ recording, onTask }: { recording: Recording; onTask: (task: Task) => void }) {
  if (!can("recordings:write")) return null;
  const title = recording.title ?? t("common.untitled");
  return (
    <Menu icon="more" label={t("recordings.actionsFor", { title })}>
      <MenuItem onChoose={() => onTask({ kind: "edit", recording })}>{t("recordings.edit")}</MenuItem>
      {recording.status === "completed" && (
        <MenuItem onChoose={() => onTask({ kind: "speakers", recording })}>{t("recordings.nameSpeakers")}</MenuItem>
      )}
      <MenuItem onChoose={() => onTask({ kind: "delete", recording })}>{t("recordings.delete")}</MenuItem>
    </Menu>
  );
}

/** The dialogs for it: always there, so that each gives the focus back when it closes. */
export function TaskDialogs({ task, segments, onClose, onChanged, onDeleted }: {
  task: Task | null;
  segments?: Segment[];
  onClose: () => void;
  onChanged: (recording: Recording) => void;
  onDeleted: (recording: Recording) => void;
}) {
  const recording = task?.recording;
  const title = recording?.title ?? t("common.untitled");
  const done = (changed: Recording | null) => {
    onClose();
    if (changed) onChanged(changed);
  };
  const of = (kind: Task["kind"]) => task?.kind === kind;
  return (
    <>
      <Dialog title={t("recordings.editTitle")} open={of("edit")} onClose={onClose}>
        {recording && <EditForm recording={recording} onDone={done} />}
      </Dialog>
      <Dialog title={t("recordings.speakersTitle")} open={of("speakers")} onClose={onClose}>
        {recording && <SpeakersForm recording={recording} {...(segments ? { segments } : {})} onDone={done} />}
      </Dialog>
      <Dialog title={t("recordings.deleteTitle", { title })} open={of("delete")} onClose={onClose}>
        {recording && (
          <DeleteForm
            recording={recording}
            onDone={(deleted) => {
              onClose();
              if (deleted) onDeleted(recording);
            }}
          />
        )}
      </Dialog>
    </>
  );
}
