import type { Coverage, Filters } from "../api/types";
import { dayIn, span, t } from "../i18n";
import { Chip } from "../ui";
import type { About, Turn } from "./turn";
import { factsOf, type Fact } from "./facts";

/** What was read in the question, each to be taken away and asked again. */
export function Understood({ turn, about, busy = false, onAsk }: {
  turn: Turn;
  about: About | null;
  busy?: boolean;
  onAsk?: (filters: Filters) => void;
}) {
  const facts = factsOf(about?.interpretation ?? null, turn.options.filters ?? {});
  if (facts.length === 0) return null;
  return (
    <ul class="chips" aria-label={t("ask.understood")}>
      {facts.map((fact) => (
        <li key={JSON.stringify(fact)}>
          <FactChip fact={fact} disabled={busy} {...(onAsk ? { onRemove: onAsk } : {})} />
        </li>
      ))}
    </ul>
  );
}

export function FactChip({ fact, onRemove, disabled = false, removeKey = "ask.askWithout" }: {
  fact: Fact;
  disabled?: boolean;
  onRemove?: (filters: Filters) => void;
  removeKey?: "ask.askWithout" | "ask.removeFilter";
}) {
  const text = textOf(fact);
  const { without } = fact;
  return onRemove && without ? (
    <Chip removeLabel={t(removeKey, { what: text })} disabled={disabled} onRemove={() => onRemove(without)}>{text}</Chip>
  ) : (
    <Chip>{text}</Chip>
  );
}

export function textOf(fact: Fact): string {
  switch (fact.kind) {
    case "window":
      return windowText(fact);
    case "anyTime":
      return t("ask.anyTime");
    case "nobody":
      return t("ask.nobodyPreferred");
    case "preferred":
      return t("ask.preferred", { who: fact.speakers.join(", ") });
    case "only":
      return t("ask.onlySpeakers", { who: fact.speakers.join(", ") });
    case "tag":
      return t("ask.tagged", { tag: fact.tag });
    case "count":
    case "list":
      return t(fact.kind === "count" ? "ask.counted" : "ask.listed", { what: fact.counted.map((words) => t("ask.quoted", { words })).join(", ") });
  }
}

function windowText({ from, to, zone, expression, widened }: Extract<Fact, { kind: "window" }>): string {
  const days = daysText(from, to, zone);
  const said = expression ? (days ? t("ask.saidWindow", { expression, days }) : t("ask.quoted", { words: expression })) : days;
  return widened ? t("ask.widened", { window: said }) : said;
}

function daysText(from: string | null, to: string | null, zone: string): string {
  if (from && to) return span(from, to, zone);
  if (from) return t("ask.fromDay", { day: dayIn(from, zone) });
  return to ? t("ask.beforeDay", { day: dayIn(to, zone) }) : "";
}

/** How much of what could have been searched was not there yet. */
export function CoverageNote({ about }: { about: About }) {
  const { coverage, grounding } = about;
  const counts = grounding?.recordings;
  const pending = coverage?.pending ?? counts?.pending ?? 0;
  const failed = coverage?.failed ?? counts?.failed ?? 0;
  const all = coverage?.recordings ?? counts?.in_scope ?? 0;
  if (pending + failed === 0) return null;
  return (
    <p class="coverage" dir="auto">
      {pending > 0 && <span>{t("ask.pending", { count: pending, all })}</span>}{" "}
      {failed > 0 && <span>{t("ask.failedOnes", { count: failed })}</span>}{" "}
      {coverage && coverage.missing.length > 0 && <span class="faint">{titles(coverage)}</span>}
    </p>
  );
}

function titles({ missing, pending, failed }: Coverage): string {
  const named = missing.map(({ title }) => title ?? t("common.untitled")).slice(0, 3);
  return named.join(", ") + (pending + failed > named.length ? " …" : "");
}
