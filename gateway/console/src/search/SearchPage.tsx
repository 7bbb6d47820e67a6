import { t } from "../i18n";
import { EmptyState, Page } from "../ui";

export default function SearchPage() {
  return (
    <Page title={t("search.title")}>
      <EmptyState icon="search" title={t("common.soon")} />
    </Page>
  );
}
