import { keepLanguage, language, LANGUAGES, t, type Language } from "../i18n";
import { place, to } from "../router";
import { ChoosePerson } from "../session/ChoosePerson";
import { choose, session, signOut } from "../session/session";
import { SignIn } from "../session/SignIn";
import { Icon, Menu, MenuItem, Toasts } from "../ui";
import { keepTheme, theme, type Theme } from "../ui/theme";
import { Outlet } from "./Outlet";
import { sections } from "./routes";
import { Wordmark } from "./Wordmark";

export function Shell() {
  const { value: now } = session;
  const isIn = now.state === "in" && (now.bound || now.person !== null);
  return (
    <>
      <a class="skip" href="#content" onClick={skip}>{t("common.skip")}</a>
      {isIn ? (
        // Another end user is another page: nothing of the one before may stay.
        <div class="shell" key={now.person?.id}>
          <Header />
          <Outlet />
        </div>
      ) : (
        <>
          <div class="door-settings"><Settings /></div>
          {now.state === "in" ? <ChoosePerson /> : <SignIn />}
        </>
      )}
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
  return (
    <header class="top">
      <a class="top-home" href={to("/ask")}><Wordmark /></a>
      <nav class="sections" aria-label={t("common.mainNavigation")}>
        {sections.map((section) => {
          const here = path.startsWith(section.path) || (path === "/" && section.path === "/ask");
          return (
            <a key={section.path} class="section" href={to(section.path)} aria-current={here ? "page" : undefined}>
              <Icon name={section.icon} />
              <span>{t(`common.${section.title}`)}</span>
            </a>
          );
        })}
      </nav>
      <div class="top-end"><Settings /></div>
    </header>
  );
}

const THEMES: [Theme, "likeTheSystem" | "light" | "dark"][] = [
  ["system", "likeTheSystem"],
  ["light", "light"],
  ["dark", "dark"],
];

function Settings() {
  const { value: now } = session;
  const person = now.state === "in" ? now.person : null;
  return (
    <Menu icon="person" label={t("common.settings")}>
      {person && <p class="menu-title" dir="auto">{person.name ?? person.external_id ?? person.id}</p>}
      <p class="menu-label">{t("common.appearance")}</p>
      {THEMES.map(([name, text]) => (
        <MenuItem key={name} chosen={theme.value === name} onChoose={() => keepTheme(name)}>{t(`common.${text}`)}</MenuItem>
      ))}
      <p class="menu-label">{t("common.language")}</p>
      {(Object.keys(LANGUAGES) as Language[]).map((name) => (
        <MenuItem key={name} chosen={language.value === name} onChoose={() => keepLanguage(name)}>
          <span lang={name}>{LANGUAGES[name]}</span>
        </MenuItem>
      ))}
      {now.state === "in" && (
        <>
          <hr />
          {!now.bound && <MenuItem onChoose={() => choose(null)}>{t("common.changeEndUser")}</MenuItem>}
          <MenuItem onChoose={() => signOut()}>{t("common.signOut")}</MenuItem>
        </>
      )}
    </Menu>
  );
}
