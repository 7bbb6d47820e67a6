import assert from "node:assert/strict";
import { expect, marked, open, section } from "../lib/console.mjs";
import { flow } from "../lib/flow.mjs";
import { HARBOUR, said } from "../lib/hark.mjs";

const results = (page) => page.getByRole("region", { name: "Results" });

flow("By keyboard alone: from the search box to the moment, and back to the same result", async ({ page, url, owner }) => {
  const { key, client } = await owner();
  await client.transcript({ ...HARBOUR, title: "Harbour" });
  await client.transcript({ ...said("Ilse: The gearbox of the ferry is new."), title: "Ferry" });
  await open(page, url, key);
  await expect.shown(section(page, "Search"));
  await page.keyboard.press("/");
  await expect.focused(page.getByRole("searchbox", { name: "Search your recordings" }));
  await page.keyboard.type("gearbox");
  await page.keyboard.press("Enter");
  await expect.count(results(page).getByRole("article"), 2);
  await expect.text(results(page).locator("mark"), /gearbox/i);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const words = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await expect.shown(marked(page));
  await page.goBack();
  await expect.count(results(page).getByRole("article"), 2);
  await backAt(page, words);
});

const backAt = (page, words) =>
  page.waitForFunction((words) => document.activeElement.textContent === words, words);

flow("A search is limited by filters, and says when they leave everything out", async ({ page, url, owner }) => {
  const { key, client } = await owner();
  await client.transcript({ ...HARBOUR, title: "Harbour", tags: ["works"] });
  await client.transcript({ ...HARBOUR, title: "Copy" });
  await open(page, url, key, "/search");
  await page.getByRole("searchbox", { name: "Search your recordings" }).fill("gearbox");
  await page.keyboard.press("Enter");
  await expect.count(results(page).getByRole("article"), 2);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("textbox", { name: "Tag" }).or(page.getByRole("combobox", { name: "Tag" })).first().fill("works");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Search with these" }).click();
  await expect.count(results(page).getByRole("article"), 1);
  await expect.text(results(page), "Harbour");
  assert.ok(!page.url().includes("gearbox"), "no words in the address");
  await page.getByRole("searchbox", { name: "Search your recordings" }).fill("zeppelin mayor");
  await page.keyboard.press("Enter");
  await expect.shown(page.getByText(/Nothing was found|recordings?, best first/).first());
});
