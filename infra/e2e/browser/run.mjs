// All flows with one browser: see README.md.
import { readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { startBrowser, stopBrowser } from "./lib/browser.mjs";
import { flows, measures } from "./lib/flow.mjs";
import { startModel, stopModel } from "./lib/model.mjs";

/** They wait for Hark more than they work. */
const AT_ONCE = 4;
const MOST_MS = 90_000;

for (const file of (await readdir(new URL("flows/", import.meta.url))).sort()) {
  await import(`./flows/${file}`);
}

describe("console", () => {
  before(async () => {
    await Promise.all([startBrowser(), startModel()]);
  });
  after(async () => {
    await stopBrowser();
    stopModel();
  });
  describe("flows", { concurrency: AT_ONCE }, () => {
    for (const { name, run } of flows) test(name, { timeout: MOST_MS }, run);
  });
  describe("measures", () => {
    for (const { name, run } of measures) test(name, { timeout: MOST_MS }, run);
  });
});
