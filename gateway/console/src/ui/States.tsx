import type { ComponentChildren } from "preact";
import type { Failure } from "../api/failure";
import { t } from "../i18n";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";

export function Spinner({ label = t("common.loading") }: { label?: string }) {
  return (
    <span class="spinner" role="status">
      <span class="spinner-wheel" aria-hidden="true" />
      <span>{label}</span>
    </span>
  );
}

/** A place where something will be, and what to do so that it is. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <span class="state-icon"><Icon name={icon} /></span>
      <p class="state-title">{title}</p>
      {children && <div class="state-text">{children}</div>}
    </div>
  );
}

/** What to tell people of a failure. */
export function sentenceOf(failure: Failure): string {
  return failure.kind === "rateLimited"
    ? t("common.rateLimited", { count: failure.retryAfter })
    : t(`common.${failure.kind}`);
}

/** Failures that the same call may survive. */
const PASSING: Failure["kind"][] = ["rateLimited", "unavailable", "provider", "offline", "brokenOff", "unexpected", "conflict"];

export function ErrorState({ failure, retry, retryLabel }: { failure: Failure; retry?: () => void; retryLabel?: string }) {
  return (
    <div class="error" role="alert">
      <Icon name="alert" />
      <div class="error-text">
        <p>{sentenceOf(failure)}</p>
        {(failure.kind === "invalid" || failure.kind === "forbidden") && <p class="faint" dir="auto">{failure.error.message}</p>}
        {failure.error && <p class="faint small">{t("common.requestId", { id: failure.error.request_id })}</p>}
      </div>
      {retry && PASSING.includes(failure.kind) && (
        <Button onClick={retry}>{retryLabel ?? t("common.retry")}</Button>
      )}
    </div>
  );
}
