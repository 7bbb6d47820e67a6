import { t } from "../i18n";
import { navigate, to } from "../router";
import { setDraft } from "../session/drafts";
import { can } from "../session/session";
import { Button, EmptyState, Icon } from "../ui";
import type { Degraded } from "./current";

/** Says what could be tried, that which helps most first. */
export function NothingFound({ query, degraded, isFiltered, onWithoutFilters }: {
  query: string;
  degraded: Degraded | null;
  isFiltered: boolean;
  onWithoutFilters: () => void;
}) {
  return (
    <div role="status">
      {degraded && <DegradedNote degraded={degraded} />}
      <EmptyState icon="search" title={t("search.nothing")}>
        <ul class="search-advice">
          {isFiltered && <li>{t("search.tryFewerFilters")}</li>}
          <li>{t("search.tryOtherWords")}</li>
          <li>{t("search.tryLater")}</li>
        </ul>
        <div class="search-ways">
          {isFiltered && <Button kind="primary" onClick={onWithoutFilters}>{t("search.withoutFilters")}</Button>}
          {can("ask:write") && (
            <Button
              onClick={() => {
                setDraft("ask", query);
                navigate(to("/ask"));
              }}
            >
              {t("search.askInstead")}
            </Button>
          )}
          {can("recordings:read") && <a class="button plain" href={to("/recordings")}>{t("search.seeRecordings")}</a>}
        </div>
      </EmptyState>
    </div>
  );
}

export function DegradedNote({ degraded }: { degraded: Degraded }) {
  return (
    <p class="notice search-degraded">
      <Icon name="alert" />
      <span>{degraded === "lexical-only" ? t("search.wordsOnly") : t("search.meaningOnly")}</span>
    </p>
  );
}
