import { useEffect, useState } from "preact/hooks";
import type { Scope } from "../api/types";
import { t } from "../i18n";
import { to } from "../router";
import { Button, Dialog } from "../ui";
import { EVERYTHING, type Conversation } from "./Conversation";
import { beginConversation } from "./current";
import { known, learn } from "./known";
import { MOST_CHOSEN, RecordingPicker } from "./RecordingPicker";

type Props = { conversation: Conversation; canChoose: boolean; open: boolean; onClose: () => void };

/** What a session is about, which never changes after its first question. */
export function ScopeDialog({ conversation, canChoose, open, onClose }: Props) {
  return (
    <Dialog title={t("ask.scope")} open={open} onClose={onClose}>
      {canChoose ? <Choice conversation={conversation} onClose={onClose} /> : <Told scope={conversation.scope.value} onClose={onClose} />}
    </Dialog>
  );
}

function Choice({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const before = conversation.scope.value;
  const [everything, setEverything] = useState(before.type === "library");
  const [chosen, setChosen] = useState(before.recording_ids);
  function take() {
    conversation.scope.value = everything ? EVERYTHING : scopeOf(chosen);
    onClose();
  }
  return (
    <form
      class="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <fieldset class="choice">
        <legend class="unseen">{t("ask.scope")}</legend>
        <label><input type="radio" name="scope" checked={everything} onChange={() => setEverything(true)} />{t("ask.scopeEverything")}</label>
        <label><input type="radio" name="scope" checked={!everything} onChange={() => setEverything(false)} />{t("ask.scopeSome")}</label>
      </fieldset>
      {!everything && <RecordingPicker chosen={chosen} onChange={setChosen} />}
      <div class="dialog-actions">
        {!everything && (
          <p class="faint picked" role="status">
            {chosen.length >= MOST_CHOSEN ? t("ask.scopeMost", { count: MOST_CHOSEN }) : t("ask.scopeChosen", { count: chosen.length })}
          </p>
        )}
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!everything && chosen.length === 0}>{t("ask.scopeTake")}</Button>
      </div>
    </form>
  );
}

/** One is read whole, of several the passages that fit. */
export function scopeOf(chosen: string[]): Scope {
  return { type: chosen.length === 1 ? "recording" : "selected", recording_ids: chosen, recording_title: null };
}

/** Titles that are not known yet are read one by one, so not of all. */
const NAMED = 20;

function Told({ scope, onClose }: { scope: Scope; onClose: () => void }) {
  const named = scope.recording_ids.slice(0, NAMED);
  useEffect(() => {
    for (const id of named) void learn(id);
  }, [scope]);
  const rest = scope.recording_ids.length - named.length;
  return (
    <div class="dialog-form">
      <p>{t(scope.type === "library" ? "ask.scopeToldAll" : "ask.scopeTold")}</p>
      {named.length > 0 && (
        <ul class="rows card">
          {named.map((id) => (
            <li key={id}>
              <a class="row" href={to("/recordings/{id}", { id })}>
                <span class="row-title" dir="auto">{known.value.get(id)?.title ?? scope.recording_title ?? t("common.untitled")}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <p class="faint">{t("ask.scopeMore", { count: rest })}</p>}
      <div class="dialog-actions">
        <Button
          onClick={() => {
            onClose();
            beginConversation();
          }}
        >
          {t("ask.newQuestion")}
        </Button>
      </div>
    </div>
  );
}
