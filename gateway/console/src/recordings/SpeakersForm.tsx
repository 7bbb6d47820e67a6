import { useMemo, useState } from "preact/hooks";
import { call } from "../api/client";
import { failed, succeeded, type Failure, type Result } from "../api/failure";
import type { Recording, Segment } from "../api/types";
import { t } from "../i18n";
import { Button, ErrorState, Field, Spinner, toast, useCall } from "../ui";
import { renamed, voicesOf } from "./voices";

type Props = { recording: Recording; onDone: (changed: Recording | null) => void };

/** Names for the labels of a transcript, each beside what it begins with. `segments` where they are there already. */
export function SpeakersForm({ segments, ...props }: Props & { segments?: Segment[] }) {
  const { transcription_id: id } = props.recording;
  const words = useCall((signal) => (segments ? Promise.resolve(succeeded(segments)) : load(id, signal)), [id]);
  if (words.state === "loading") return <Spinner />;
  if (words.state === "failed") return <ErrorState failure={words.failure} retry={words.again} />;
  return <Names {...props} segments={words.value} />;
}

async function load(id: string | null, signal: AbortSignal): Promise<Result<Segment[]>> {
  if (id === null) return succeeded([]);
  const result = await call("get", "/v1/transcriptions/{id}", { path: { id }, signal });
  return result.ok ? succeeded(result.value.segments ?? []) : failed(result.failure);
}

function Names({ recording, segments, onDone }: Props & { segments: Segment[] }) {
  const { speakers } = recording;
  const voices = useMemo(() => voicesOf(segments, speakers), [segments]);
  const [typed, setTyped] = useState(() => new Map(voices.map(({ shown, labels }) => [shown, speakers[labels[0]!] ?? ""])));
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function save(event: Event) {
    event.preventDefault();
    const changed = renamed(voices, typed, speakers);
    if (Object.keys(changed).length === 0) return onDone(null);
    setSaving(true);
    setFailure(null);
    const result = await call("patch", "/v1/recordings/{id}", { path: { id: recording.id }, body: { speakers: changed } });
    setSaving(false);
    if (!result.ok) return setFailure(result.failure);
    toast(t("recordings.saved"));
    onDone(result.value);
  }

  if (voices.length === 0) return <p>{t("recordings.noSpeakers")}</p>;
  return (
    <form class="edit" onSubmit={(event) => void save(event)}>
      <p class="faint">{t("recordings.speakersHint")}</p>
      <ul class="voices">
        {voices.map(({ shown, labels, count, says }) => (
          <li key={shown} class="voice">
            <Field
              label={t("recordings.nameOf", { label: labels.join(", ") })}
              hint={t("recordings.says", { count })}
              autocomplete="off"
              maxLength={128}
              value={typed.get(shown) ?? ""}
              onInput={(name) => setTyped(new Map(typed).set(shown, name))}
            />
            <blockquote class="voice-says" dir="auto">{says}</blockquote>
          </li>
        ))}
      </ul>
      {failure && <ErrorState failure={failure} />}
      <div class="dialog-end">
        <Button onClick={() => onDone(null)}>{t("common.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={saving}>{t("recordings.save")}</Button>
      </div>
    </form>
  );
}
