import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile, mkdir } from "node:fs/promises";
import { ask, box, citations, expect, open, section, turn } from "../lib/console.mjs";
import { flow } from "../lib/flow.mjs";
import { HARBOUR, root } from "../lib/hark.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.HARK_SCREENSHOTS;
const PHONE = { width: 360, height: 720 };

/** Each page as it is when there is something on it. */
const PAGES = {
  "sign-in": async ({ page, url }) => {
    await page.goto(`${url}/console`);
    await expect.shown(page.getByLabel("API key"));
  },
  "choose": async ({ page, url, project }) => {
    await open(page, url, project.key);
    await expect.shown(page.getByLabel("Name or id of the end user"));
  },
  "ask-empty": async ({ page, url, person }) => {
    await open(page, url, person.key);
    await expect.shown(page.getByText("Harbour"));
  },
  "ask": async ({ page, url, person }) => {
    await open(page, url, person.key);
    await ask(page, "When does the gearbox of the harbour crane arrive?");
    await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  },
  "receipt": async ({ page, url, person }) => {
    await PAGES.ask({ page, url, person });
    await turn(page).getByRole("button", { name: "Why?" }).click();
    await expect.shown(page.getByRole("dialog").getByText("Cited", { exact: true }));
  },
  "search": async ({ page, url, person }) => {
    await open(page, url, person.key, "/search");
    await page.getByRole("searchbox", { name: "Search your recordings" }).fill("gearbox");
    await page.keyboard.press("Enter");
    await expect.shown(page.getByRole("region", { name: "Results" }).getByRole("article"));
  },
  "recordings": async ({ page, url, person }) => {
    await open(page, url, person.key, "/recordings");
    await expect.shown(page.getByRole("list", { name: "Recordings" }).getByRole("listitem"));
  },
  "transcript": async ({ page, url, person, recording }) => {
    await open(page, url, person.key, `/recordings/${recording}`);
    await page.goto(`${url}/console/recordings/${recording}#t=5000`);
    await expect.shown(page.locator('[aria-current="location"]'));
  },
  "speakers": async ({ page, url, person }) => {
    await PAGES.recordings({ page, url, person });
    await page.getByRole("button", { name: "Actions for Harbour" }).click();
    await page.getByRole("button", { name: "Name speakers" }).click();
    await expect.shown(page.getByRole("dialog").getByText("harbour crane"));
  },
  "operations": async ({ page, url, project }) => {
    await open(page, url, project.key, "/operations");
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await expect.shown(page.getByRole("dialog").getByLabel("Address"));
  },
  "operations-keys": async ({ page, url }) => {
    await page.goto(`${url}/console`);
    await page.getByLabel("API key").fill(root.key);
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "Keys" }).click();
    await expect.shown(page.getByRole("list", { name: "Keys" }));
  },
};

for (const theme of ["light", "dark"]) {
  flow(`Nothing serious or critical for axe on any page in ${theme}`, { context: { colorScheme: theme } }, async ({ page, url, owner }) => {
    const person = await owner();
    const recording = await person.client.transcript({ ...HARBOUR, title: "Harbour", tags: ["works"] });
    const project = await owner({ bound: false, projectId: person.projectId });
    const found = [];
    for (const [name, show] of Object.entries(PAGES)) {
      await page.evaluate(() => sessionStorage.clear()).catch(() => {});
      await page.goto("about:blank");
      await show({ page, url, person, project, recording });
      found.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
      if (shots) await shoot(page, `${name}-${theme}`);
    }
    assert.deepEqual(found, []);
  });
}

async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).slice(0, 3)}`);
}

/** As it is, and on a phone. */
async function shoot(page, name) {
  const before = page.viewportSize();
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
  await page.setViewportSize(PHONE);
  await page.screenshot({ path: `${shots}/${name}-phone.png` });
  await page.setViewportSize(before);
}

flow("By keyboard alone: signing in, asking, a citation, its moment, and back", async ({ page, url, owner }) => {
  const { key, client } = await owner();
  await client.transcript({ ...HARBOUR, title: "Harbour" });
  await page.goto(`${url}/console`);
  await tabTo(page, page.getByLabel("API key"));
  await page.keyboard.type(key);
  await page.keyboard.press("Enter");
  await expect.shown(box(page));
  await tabTo(page, box(page));
  await page.keyboard.type("When does the gearbox of the harbour crane arrive?");
  await page.keyboard.press("Enter");
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  await tabTo(page, citations(page).and(page.getByRole("link", { name: /0:05$/ })).first(), "Shift+Tab");
  await page.keyboard.press("Enter");
  const marked = page.locator('[aria-current="location"]');
  await expect.text(marked, "gearbox");
  await expect.focused(marked);
  await page.keyboard.press("ArrowDown");
  await expect.focused(page.getByRole("listitem").filter({ hasText: "divers" }));
  // The browser's own key for it is not in its headless form.
  await page.goBack();
  await expect.text(turn(page), "ninth of June");
  await tabTo(page, section(page, "Recordings"));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: /Harbour/ }));
  await page.keyboard.press("Enter");
  await expect.shown(page.getByRole("list", { name: "Transcript" }));
});

/** No element is farther away than this. */
const MOST_STEPS = 60;

async function tabTo(page, locator, by = "Tab") {
  await expect.shown(locator);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(by);
  }
  assert.fail(`${locator} cannot be reached by ${by}`);
}

flow("On a phone nothing is wider than the page, and every section is reached", { context: { viewport: PHONE, hasTouch: true, isMobile: true } }, async ({ page, url, owner }) => {
  const { key, client } = await owner();
  await client.transcript({ ...HARBOUR, title: "Harbour ".repeat(20).trim() });
  await open(page, url, key);
  for (const name of ["Ask", "Search", "Recordings"]) {
    await section(page, name).click();
    await expect.shown(page.getByRole("heading", { level: 1, name }));
    const { wide, window } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window: innerWidth }));
    assert.ok(wide <= window, `${name} is ${wide} px wide`);
  }
});
