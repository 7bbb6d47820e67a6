import { t } from "../i18n";
import { EmptyState, Page } from "../ui";

export default function OperationsPage() {
  return (
    <Page title={t("operations.title")}>
      <EmptyState icon="operations" title={t("common.soon")} />
    </Page>
  );
}
