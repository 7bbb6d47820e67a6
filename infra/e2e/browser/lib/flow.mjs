// A flow: what somebody does with the console, with a browser context of its own.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { openPage } from "./browser.mjs";
import { addresses, owner } from "./hark.mjs";

/** Those that run beside each other, and those that measure and run by themselves, last. */
export const flows = [];
export const measures = [];

/**
 * @param options `scripted`: answered by the scripted model; `context`: of the browser context;
 *   `expectsErrors`: the flow itself provokes what the browser's console reports
 */
export function flow(name, options, body) {
  if (typeof options === "function") return flow(name, {}, options);
  flows.push({ name, run: () => run(name, options, body) });
}

export function measure(name, options, body) {
  if (typeof options === "function") return measure(name, {}, options);
  measures.push({ name, run: () => run(name, options, body) });
}

async function run(name, { scripted = false, context: contextOptions, expectsErrors = false }, body) {
  const url = scripted ? addresses.scripted : addresses.gateway;
  const { context, page, events } = await openPage(contextOptions);
  try {
    await body({ page, context, events, url, owner });
    assert.deepEqual(events.foreign.map((request) => request.url()), [], "requests to elsewhere");
    if (!expectsErrors) assert.deepEqual(events.errors, [], "errors in the browser's console");
  } catch (failure) {
    await keep(name, page, events, failure);
    throw failure;
  } finally {
    await context.close();
  }
}

/** How it looked when it failed, below `target`. */
async function keep(name, page, events, failure) {
  const folder = new URL("../../target/browser/failed/", import.meta.url);
  const file = name.replace(/\W+/g, "-").slice(0, 80);
  await mkdir(folder, { recursive: true });
  const said = failure.stack.replaceAll(/\x1b\[\d+m/g, "");
  const text = await page.locator("body").ariaSnapshot({ timeout: 2000 }).catch(() => "");
  await writeFile(new URL(`${file}.txt`, folder), `${said}\n\n${page.url()}\n${events.errors.join("\n")}\n\n${text}\n`);
  await page.screenshot({ path: new URL(`${file}.png`, folder).pathname, timeout: 5000 }).catch(() => {});
}
