import type { RefObject } from "preact";
import { t } from "../i18n";
import { EmptyState, ErrorState, Spinner } from "../ui";
import { howMany, NO_FILTERS, type Filters } from "./asked";
import { run, search } from "./current";
import { NothingFound } from "./NothingFound";
import { Results } from "./Results";

/** What became of the search, or what one is for. */
export function Outcome({ isAsked, box, onGo }: {
  isAsked: boolean;
  box: RefObject<HTMLInputElement | null>;
  onGo: (query: string, filters: Filters, limit?: number) => void;
}) {
  const { value: now } = search;
  if (!isAsked || now.state === "none") {
    return (
      <EmptyState icon="search" title={t("search.emptyTitle")}>
        <p>{t("search.emptyLead")}</p>
        <p class="search-hint">{t("search.keys")}</p>
      </EmptyState>
    );
  }
  const { asked } = now;
  if (now.state === "loading") return <p class="search-state"><Spinner label={t("search.searching")} /></p>;
  if (now.state === "failed") return <ErrorState failure={now.failure} retry={() => void run(asked, { anew: true })} />;
  const { found } = now;
  return found.groups.length > 0 ? (
    <Results asked={asked} found={found} box={box} onMore={(limit) => onGo(asked.query, asked.filters, limit)} />
  ) : (
    <NothingFound
      query={asked.query}
      degraded={found.degraded}
      isFiltered={howMany(asked.filters) > 0}
      onWithoutFilters={() => onGo(asked.query, NO_FILTERS)}
    />
  );
}
