import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { place, to } from "../router";
import { ChoosePerson } from "../session/ChoosePerson";
import { OtherKey } from "../session/OtherKey";
import { session } from "../session/session";
import { SignIn } from "../session/SignIn";
import { Icon, Toasts } from "../ui";
import { needsPerson, openSections } from "./access";
import { Account, TestMark } from "./Account";
import { Connection } from "./Connection";
import { Outlet, routeOf } from "./Outlet";
import { onSlash } from "./slash";
import { Wordmark } from "./Wordmark";

export function Shell() {
  const { value: now } = session;
  const route = routeOf(place.value.path);
  const isChoosing = route !== null && needsPerson(route.access);
  useEffect(() => {
    addEventListener("keydown", onSlash);
    return () => removeEventListener("keydown", onSlash);
  }, []);
  return (
    <>
      <a class="skip" href="#content" onClick={skip}>{t("common.skip")}</a>
      <Connection />
      {now.state === "in" && !isChoosing ? (
        // Another end user is another page: nothing of the one before may stay.
        <div class="shell" key={now.person?.id}>
          <Header />
          <Outlet />
        </div>
      ) : (
        <>
          <div class="door-settings"><TestMark /><Account /></div>
          {now.state === "in" ? <ChoosePerson /> : <SignIn />}
        </>
      )}
      <OtherKey />
      <Toasts />
    </>
  );
}

/** Without the browser's own way, which would take the moment out of the address. */
function skip(event: Event) {
  event.preventDefault();
  document.querySelector("h1")?.focus();
}

function Header() {
  const { path } = place.value;
  const open = openSections();
  return (
    <header class="top">
      <a class="top-home" href={to(open[0]?.path ?? "/ask")}><Wordmark /></a>
      <TestMark />
      <nav class="sections" aria-label={t("common.mainNavigation")}>
        {open.map((section) => {
          const here = path.startsWith(section.path) || (path === "/" && section.path === "/ask");
          return (
            <a key={section.path} class="section" href={to(section.path)} aria-current={here ? "page" : undefined}>
              <Icon name={section.icon} />
              <span>{t(`common.${section.title}`)}</span>
            </a>
          );
        })}
      </nav>
      <div class="top-end"><Account /></div>
    </header>
  );
}
