// playwright-core has no assertions: these wait, and say what was seen in vain.
import assert from "node:assert/strict";
import { until } from "./until.mjs";

export const expect = {
  shown: (locator) => locator.first().waitFor(),
  gone: (locator) => locator.first().waitFor({ state: "hidden" }),
  text: (locator, part) => locator.filter({ hasText: part }).first().waitFor(),
  async count(locator, wanted) {
    await until(`${locator} is there ${wanted} times`, async () => (await locator.count()) === wanted);
  },
  async focused(locator) {
    await until(`${locator} has the focus`, () => locator.evaluate((element) => element === document.activeElement));
  },
  async address(page, pattern) {
    await page.waitForURL(pattern);
    assert.match(page.url(), pattern);
  },
};
