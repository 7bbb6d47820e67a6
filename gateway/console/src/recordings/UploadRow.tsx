import { useId } from "preact/hooks";
import type { Intake } from "../api/types";
import { number, t } from "../i18n";
import { to } from "../router";
import { can } from "../session/session";
import { Button, Icon, IconButton, sentenceOf } from "../ui";
import type { Upload, UploadState } from "./Upload";
import { again, takeAway } from "./uploads";

export function UploadRow({ upload }: { upload: Upload }) {
  const { value: now } = upload.state;
  const name = upload.title.value || upload.file.name;
  const outcome = outcomeOf(now);
  return (
    <li class="upload">
      <span class="unseen" role="status">{outcome === "" ? "" : `${name}: ${outcome}`}</span>
      <div class="upload-head">
        <span class="upload-name" dir="auto">{now.state === "ready" || now.state === "unfit" ? upload.file.name : name}</span>
        <span class="upload-state"><Told now={now} /></span>
        <IconButton icon="close" label={t("recordings.removeFile", { name })} onClick={() => takeAway(upload)} />
      </div>
      {now.state === "ready" && <Facts upload={upload} />}
      {now.state === "sending" && <progress class="upload-progress" value={now.part} aria-label={t("recordings.progressOf", { name })} />}
      {"taken" in now && <Mended warnings={now.taken.warnings} />}
      {now.state === "searchable" && <Next id={now.taken.recording_id} name={name} />}
      {now.state === "refused" && <Refused upload={upload} failure={now.failure} />}
    </li>
  );
}

/** For screen readers, which are not told each second and percent. */
function outcomeOf(now: UploadState): string {
  switch (now.state) {
    case "processing":
    case "searchable":
      return t(`recordings.${now.state}`);
    case "unreadable":
      return t("recordings.failed");
    case "refused":
      return t("recordings.notRead");
    case "unfit":
      return t(`recordings.${now.why}`);
    default:
      return "";
  }
}

function Told({ now }: { now: UploadState }) {
  switch (now.state) {
    case "ready":
      return null;
    case "queued":
      return <>{t("recordings.queued")}</>;
    case "sending":
      return <>{now.part < 1 ? t("recordings.sending", { percent: `${number(Math.floor(now.part * 100))} %` }) : t("recordings.storing")}</>;
    case "delayed":
      return <>{t("recordings.delayed", { count: now.seconds })}</>;
    case "processing":
      return <span class="status"><span class="spinner-wheel" aria-hidden="true" />{t("recordings.processing")}</span>;
    case "searchable":
      return <span class="status"><Icon name="check" />{t("recordings.searchable")}</span>;
    case "unreadable":
      return <span class="status failed"><Icon name="alert" />{t("recordings.failed")}</span>;
    case "refused":
      return <span class="status failed"><Icon name="alert" />{t("recordings.notRead")}</span>;
    case "unfit":
      return <span class="status failed"><Icon name="alert" />{t(`recordings.${now.why}`)}</span>;
  }
}

function Facts({ upload: { title, date } }: { upload: Upload }) {
  const id = useId();
  return (
    <div class="upload-facts">
      <div class="filter">
        <label for={`${id}-title`}>{t("recordings.fileTitle")}</label>
        <input id={`${id}-title`} dir="auto" maxLength={200} value={title.value} onInput={(event) => (title.value = event.currentTarget.value)} />
      </div>
      <div class="filter">
        <label for={`${id}-date`}>{t("recordings.fileDate")}</label>
        <input id={`${id}-date`} type="datetime-local" value={date.value} onInput={(event) => (date.value = event.currentTarget.value)} />
      </div>
    </div>
  );
}

function Mended({ warnings }: Pick<Intake, "warnings">) {
  if (warnings.length === 0) return null;
  return (
    <details class="upload-mended">
      <summary>{t("recordings.mended")} ({number(warnings.length)})</summary>
      <ul>{warnings.map(({ code, message }) => <li key={code} dir="auto">{message}</li>)}</ul>
    </details>
  );
}

function Next({ id, name }: { id: string; name: string }) {
  return (
    <p class="upload-next">
      {can("ask:write") && (
        <a class="button primary" href={`${to("/ask")}?recording=${encodeURIComponent(id)}`}>
          <Icon name="ask" /><span>{t("recordings.ask")}<span class="unseen">: <bdi>{name}</bdi></span></span>
        </a>
      )}
      <a class="button plain" href={to("/recordings/{id}", { id })}>
        <span>{t("recordings.open")}<span class="unseen">: <bdi>{name}</bdi></span></span>
      </a>
    </p>
  );
}

function Refused({ upload, failure }: { upload: Upload; failure: Extract<UploadState, { state: "refused" }>["failure"] }) {
  // Where in the file, and what was expected there, is in the API's own sentence.
  const told = failure.kind === "invalid" ? failure.error.message : sentenceOf(failure);
  return (
    <div class="upload-refused">
      <p dir="auto">{told}</p>
      {failure.error && <p class="faint small">{t("common.requestId", { id: failure.error.request_id })}</p>}
      <Button onClick={() => again(upload)}>{t("common.retry")}</Button>
    </div>
  );
}
