import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { match, place, to } from "../router";
import { Button, EmptyState, Page, Spinner } from "../ui";
import { routes, type Route, type Values } from "./routes";

type Shown = { route: Route; page: ComponentType<{ values: Values }> };

/** The page of the address. The one before stays until the next is loaded, so that nothing flickers. */
export function Outlet() {
  const [shown, setShown] = useState<Shown | null>(null);
  const [broken, setBroken] = useState(false);
  const kept = useRef<Values>({});
  const { path } = place.value;
  const found = find(path);

  useEffect(() => {
    if (!found || shown?.route === found.route) return;
    let wanted = true;
    found.route.load().then(
      (loaded) => wanted && setShown({ route: found.route, page: loaded.default }),
      // Its file is gone: Hark was updated since this page was loaded.
      () => wanted && setBroken(true),
    );
    return () => void (wanted = false);
  }, [found?.route]);

  if (!found) return <NoSuchPage />;
  if (broken) return <Crashed />;
  if (!shown) return <main id="content" class="page"><Spinner /></main>;
  // Until the next page is there, the one before is shown for its own address.
  if (shown.route === found.route) kept.current = found.values;
  const Shown = shown.page;
  return (
    <Boundary key={shown.route.patterns[0]}>
      <Shown values={kept.current} />
    </Boundary>
  );
}

function find(path: string): { route: Route; values: Values } | null {
  for (const route of routes) {
    for (const pattern of route.patterns) {
      const values = match(pattern, path);
      if (values) return { route, values };
    }
  }
  return null;
}

function NoSuchPage() {
  return (
    <Page title={t("common.pageNotFound")} hideTitle>
      <EmptyState icon="search" title={t("common.pageNotFound")}>
        <p>{t("common.pageNotFoundHint")}</p>
        <a class="button primary" href={to("/ask")}>{t("common.toAsk")}</a>
      </EmptyState>
    </Page>
  );
}

function Crashed() {
  return (
    <Page title={t("common.crashed")} hideTitle>
      <EmptyState icon="alert" title={t("common.crashed")}>
        <p>{t("common.crashedHint")}</p>
        <Button kind="primary" onClick={() => location.reload()}>{t("common.reload")}</Button>
      </EmptyState>
    </Page>
  );
}

/** A fault in one page leaves the others as they are. */
class Boundary extends Component<{ children: ComponentChildren }, { crashed: boolean }> {
  override state = { crashed: false };
  static override getDerivedStateFromError = () => ({ crashed: true });

  override componentDidCatch(fault: unknown) {
    console.error(fault);
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}
