import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { navigate, place, to } from "../router";
import { useDraft } from "../session/drafts";
import { whose } from "../session/session";
import { searchWanted } from "../shell/slash";
import { Button, EmptyState, ErrorState, Icon, Page, Spinner } from "../ui";
import { askedOf, FIRST, howMany, NO_FILTERS, type Filters } from "./asked";
import { FilterChips, FilterPanel } from "./FilterPanel";
import { step } from "./keys";
import { NothingFound } from "./NothingFound";
import { Results } from "./Results";
import { opened, run, search } from "./current";

export default function SearchPage() {
  const asked = askedOf(place.value.state, whose.value);
  const [typed, setTyped] = useDraft("search");
  const [filters, setFilters] = useState<Filters>(asked?.filters ?? NO_FILTERS);
  const [filtering, setFiltering] = useState(false);
  const box = useRef<HTMLInputElement>(null);

  // The history leads: a new search is a new entry, and going back shows the one before.
  useEffect(() => {
    if (!asked) return;
    setTyped(asked.query);
    setFilters(asked.filters);
    void run(asked);
  }, [JSON.stringify(asked)]);
  useEffect(() => {
    const back = opened.peek() === null ? null : document.getElementById(opened.peek()!);
    // A phone's keyboard would cover the page.
    if (back) back.focus();
    else if (matchMedia("(pointer: fine)").matches) box.current?.focus();
  }, []);
  useEffect(() => {
    if (!searchWanted.value) return;
    searchWanted.value = false;
    box.current?.select();
  }, [searchWanted.value]);

  function go(query: string, by: Filters, limit = FIRST) {
    setFilters(by);
    if (query.trim() === "") return box.current?.focus();
    const next = { whose: whose.value!, query: query.trim(), filters: by, limit };
    if (JSON.stringify(next) === JSON.stringify(asked)) void run(next, { anew: true });
    else navigate(to("/search"), { state: { search: next }, replace: limit > FIRST });
  }

  const { value: now } = search;
  const isCurrent = asked !== null && now.state !== "none";
  return (
    <Page title={t("search.title")} class="search-page">
      <form
        role="search"
        class="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          go(typed, filters);
        }}
        onKeyDown={(event) => event.target === box.current && step(event, box.current)}
      >
        <div class="search-box">
          <Icon name="search" />
          <input
            ref={box}
            type="search"
            enterkeyhint="search"
            autocomplete="off"
            spellcheck={false}
            dir="auto"
            maxLength={1000}
            aria-label={t("search.box")}
            aria-describedby="search-keys"
            placeholder={t("search.placeholder")}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <kbd class="search-slash" aria-hidden="true">/</kbd>
          <Button kind="primary" type="submit">{t("search.go")}</Button>
        </div>
        <p id="search-keys" class="unseen">{t("search.keys")}</p>
        <div class="search-tools">
          <Button kind="quiet" icon="filter" aria-expanded={filtering} aria-controls="search-filters" onClick={() => setFiltering(!filtering)}>
            {t("search.filters")}
          </Button>
          <FilterChips filters={filters} onChange={(by) => go(typed, by)} />
        </div>
        {filtering && <FilterPanel filters={filters} onChange={setFilters} />}
      </form>
      {!isCurrent && (
        <EmptyState icon="search" title={t("search.emptyTitle")}>
          <p>{t("search.emptyLead")}</p>
          <p class="search-hint">{t("search.keys")}</p>
        </EmptyState>
      )}
      {isCurrent && now.state === "loading" && <p class="search-state"><Spinner label={t("search.searching")} /></p>}
      {isCurrent && now.state === "failed" && <ErrorState failure={now.failure} retry={() => void run(now.asked, { anew: true })} />}
      {isCurrent && now.state === "ready" && now.found.groups.length > 0 && (
        <Results asked={now.asked} found={now.found} box={box} onMore={(limit) => go(now.asked.query, now.asked.filters, limit)} />
      )}
      {isCurrent && now.state === "ready" && now.found.groups.length === 0 && (
        <NothingFound
          query={now.asked.query}
          degraded={now.found.degraded}
          isFiltered={howMany(now.asked.filters) > 0}
          onWithoutFilters={() => go(now.asked.query, NO_FILTERS)}
        />
      )}
    </Page>
  );
}
