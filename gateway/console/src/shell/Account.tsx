import { keepLanguage, language, LANGUAGES, t, type Language } from "../i18n";
import { nameOf } from "../session/people";
import { choose, session, signOut } from "../session/session";
import { Menu, MenuItem } from "../ui";
import { keepTheme, theme, type Theme } from "../ui/theme";

const THEMES: [Theme, "likeTheSystem" | "light" | "dark"][] = [
  ["system", "likeTheSystem"],
  ["light", "light"],
  ["dark", "dark"],
];

/** Who is signed in, and how the page looks and speaks. */
export function Account() {
  const { value: now } = session;
  return (
    <Menu icon="person" label={now.state === "in" ? t("common.account") : t("common.settings")}>
      {now.state === "in" && <Who />}
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
          {!now.bound && now.person && <MenuItem onChoose={() => choose(null)}>{t("common.changeEndUser")}</MenuItem>}
          <MenuItem onChoose={() => signOut()}>{t("common.signOut")}</MenuItem>
        </>
      )}
    </Menu>
  );
}

function Who() {
  const { value: now } = session;
  if (now.state !== "in") return null;
  const { about, person } = now;
  return (
    <div class="account">
      <p class="menu-title">
        <span dir="auto">{about ? about.name || t("session.unnamed") : t("session.root")}</span>
        <TestMark />
      </p>
      <p class="account-about">{about ? <bdi>{about.project_id}</bdi> : t("session.rootAbout")}</p>
      {person && <p class="account-person"><bdi>{nameOf(person)}</bdi></p>}
      <hr />
    </div>
  );
}

/** Nobody shall take test data for what is real. */
export function TestMark() {
  const { value: now } = session;
  if (now.state !== "in" || now.about?.mode !== "test") return null;
  return <span class="test-mark" title={t("session.testAbout")}>{t("session.test")}</span>;
}
