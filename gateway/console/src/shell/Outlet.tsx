import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { match, navigate, place, to } from "../router";
import { EmptyState, Page, Spinner } from "../ui";
import { lackOf, openSections } from "./access";
import { Boundary, Crashed } from "./Boundary";
import { NotForThisKey, TO } from "./NotForThisKey";
import { Pages } from "./Pages";
import { routes, type Route, type Values } from "./routes";

/** The page of the address. The one before stays until the next is loaded, so that nothing flickers. */
export function Outlet() {
  const [pages] = useState(() => new Pages());
  const { value: shown } = pages.shown;
  const kept = useRef<Values>({});
  const { path } = place.value;
  const found = find(path);
  const lack = found ? lackOf(found.route.access) : null;
  // The start of the page is that of the first section that the key opens.
  const [first] = openSections();
  const isElsewhere = path === "/" && lack !== null && first !== undefined;

  useEffect(() => {
    if (isElsewhere) return navigate(to(first.path), { replace: true });
    void pages.want(found && !lack ? found.route : null);
  }, [found?.route, lack === null, isElsewhere]);
  useEffect(() => {
    const retry = () => pages.retry();
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, []);

  if (!found) return <NoSuchPage />;
  if (isElsewhere) return null;
  if (lack) return <NotForThisKey lack={lack} />;
  if (pages.isBroken.value) return <Crashed />;
  if (!shown) return <main id="content" class="page"><Spinner /></main>;
  // Until the next page is there, the one before is shown for its own address.
  if (shown.route === found.route) kept.current = found.values;
  const Shown = shown.page;
  return (
    <Boundary key={shown.route.patterns[0]} path={path}>
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
