import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { navigate, place, to } from "../router";
import { useDraft } from "../session/drafts";
import { whose } from "../session/session";
import { searchWanted } from "../shell/slash";
import { Button, Page } from "../ui";
import { askedOf, FIRST, NO_FILTERS, type Filters } from "./asked";
import { FilterChips, FilterPanel } from "./FilterPanel";
import { step } from "./keys";
import { Outcome } from "./Outcome";
import { SearchBox } from "./SearchBox";
import { opened, run, search } from "./current";

export default function SearchPage() {
  const asked = askedOf(place.value.state, whose.value);
  // What was typed and not sent is kept; what was sent stands in the history.
  const [unsent, setUnsent] = useDraft("search");
  const [typed, setTyped] = useState(unsent || (asked?.query ?? ""));
  const [filters, setFilters] = useState<Filters>(asked?.filters ?? NO_FILTERS);
  const [filtering, setFiltering] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  /** Whoever comes to type is not led to the moment that they looked at last. */
  const toBox = useRef(false);

  // The history leads: a new search is a new entry, and going back shows the one before.
  const begun = useRef(false);
  useEffect(() => {
    const isFirst = !begun.current;
    begun.current = true;
    if (!asked) return isFirst ? goOn() : clear();
    if (!isFirst) setTyped(asked.query);
    setFilters(asked.filters);
    void run(asked);
  }, [JSON.stringify(asked)]);
  // Before anything else happens, so that the next letter is in the box already.
  useLayoutEffect(() => {
    if (!searchWanted.value) return;
    searchWanted.value = false;
    toBox.current = true;
    focusBox();
  }, [searchWanted.value]);

  /** Whoever comes by the navigation finds their last search. */
  function goOn() {
    const last = search.peek();
    if (last.state !== "none") navigate(to("/search"), { state: { search: last.asked }, replace: true });
  }

  function clear() {
    type("");
    setFilters(NO_FILTERS);
  }

  /** The moment that was looked at last, or the box; but a phone's keyboard would cover the page. */
  function focusOn() {
    const back = opened.peek() === null ? null : document.getElementById(opened.peek()!);
    if (back && !toBox.current) return back;
    return toBox.current || matchMedia("(pointer: fine)").matches ? box.current : null;
  }

  /** An empty box does not take the focus by being selected. */
  function focusBox() {
    box.current?.focus();
    box.current?.select();
  }

  function type(text: string) {
    setTyped(text);
    setUnsent(text);
  }

  function go(query: string, by: Filters, limit = FIRST) {
    setFilters(by);
    if (query.trim() === "") return box.current?.focus();
    setUnsent("");
    const next = { whose: whose.value!, query: query.trim(), filters: by, limit };
    if (JSON.stringify(next) === JSON.stringify(asked)) void run(next, { anew: true });
    else navigate(to("/search"), { state: { search: next }, replace: limit > FIRST });
  }

  return (
    <Page title={t("search.title")} class="search-page" focusOn={focusOn}>
      <form
        role="search"
        class="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          go(typed, filters);
        }}
        onKeyDown={(event) => event.target === box.current && step(event, box.current)}
      >
        <SearchBox box={box} typed={typed} onType={type} />
        <p id="search-keys" class="unseen">{t("search.keys")}</p>
        <div class="search-tools">
          <Button kind="quiet" icon="filter" aria-expanded={filtering} aria-controls="search-filters" onClick={() => setFiltering(!filtering)}>
            {t("search.filters")}
          </Button>
          <FilterChips filters={filters} onChange={(by) => go(typed, by)} />
        </div>
        {filtering && <FilterPanel filters={filters} onChange={setFilters} />}
      </form>
      <Outcome isAsked={asked !== null} box={box} onGo={go} />
    </Page>
  );
}
