import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { match, navigate, place, to } from "../router";
import { Button, EmptyState, Page, Spinner } from "../ui";
import { lackOf, openSections } from "./access";
import { NotForThisKey, TO } from "./NotForThisKey";
import { routes, type Route, type Values } from "./routes";

type Shown = { route: Route; page: ComponentType<{ values: Values }> };

/** The page of the address. The one before stays until the next is loaded, so that nothing flickers. */
export function Outlet() {
  const [shown, setShown] = useState<Shown | null>(null);
  const [broken, setBroken] = useState(false);
  const kept = useRef<Values>({});
  const { path } = place.value;
  const found = find(path);
  const lack = found ? lackOf(found.route.access) : null;
  // The start of the page is that of the first section that the key opens.
  const [first] = openSections();
  const isElsewhere = path === "/" && lack !== null && first !== undefined;

  useEffect(() => {
    if (isElsewhere) return navigate(to(first.path), { replace: true });
    if (!found || lack || shown?.route === found.route) return;
    let wanted = true;
    found.route.load().then(
      (loaded) => wanted && setShown({ route: found.route, page: loaded.default }),
      // Its file is gone: Hark was updated since this page was loaded.
      () => wanted && setBroken(true),
    );
    return () => void (wanted = false);
    // Also when one that nobody waits for any more has come after all: somebody went back at once.
  }, [found?.route, lack === null, isElsewhere, shown?.route]);

  if (!found) return <NoSuchPage />;
  if (isElsewhere) return null;
  if (lack) return <NotForThisKey lack={lack} />;
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

export const routeOf = (path: string) => find(path)?.route ?? null;

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
  const [first] = openSections();
  return (
    <Page title={t("common.pageNotFound")} hideTitle>
      <EmptyState icon="search" title={t("common.pageNotFound")}>
        <p>{t("common.pageNotFoundHint")}</p>
        {first && <a class="button primary" href={to(first.path)}>{t(`common.${TO[first.title]}`)}</a>}
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
