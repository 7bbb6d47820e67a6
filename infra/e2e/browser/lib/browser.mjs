// One Chromium for all flows, as npm brings it.
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";

/** The package's own list switches the browser's checks of origins off. */
const ARGUMENTS = [
  "--headless=shell",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Long, as it may run beside a whole build: nothing waits for it that is there. */
const MOST_MS = 20_000;

let browser;

export async function startBrowser() {
  browser = await chromium.launch({ executablePath: await sparticuz.executablePath(), args: ARGUMENTS });
}

export const stopBrowser = () => browser?.close();

/** A page with nothing kept from another, and what has happened on it. */
export async function openPage(options = {}) {
  const context = await browser.newContext({
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(MOST_MS);
  const page = await context.newPage();
  const events = { errors: [], foreign: [], requests: [] };
  page.on("pageerror", (error) => events.errors.push(error.stack));
  page.on("console", (message) => message.type() === "error" && note(events, message));
  context.on("request", (request) => {
    events.requests.push(request);
    if (isForeign(request)) events.foreign.push(request);
  });
  // What the policy blocks is told of as a request that failed, and none has left.
  context.on("requestfailed", (request) => {
    if (request.failure()?.errorText === "csp") events.foreign = events.foreign.filter((other) => other !== request);
  });
  return { context, page, events };
}

function isForeign(request) {
  const { protocol, hostname } = new URL(request.url());
  return /^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1";
}

/** The browser itself reports each answer that is no success, which many flows are about. */
function note(events, message) {
  if (!message.text().startsWith("Failed to load resource")) events.errors.push(message.text());
}
