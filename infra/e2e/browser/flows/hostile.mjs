import assert from "node:assert/strict";
import { ask, citations, expect, open, section, turn } from "../lib/console.mjs";
import { flow } from "../lib/flow.mjs";
import { id, said } from "../lib/hark.mjs";
import { answer, script } from "../lib/model.mjs";

const AWAY = "http://elsewhere.invalid";
const HOSTILE = [
  "<script>window.ran = 1</script>",
  `<img src=x onerror="window.ran = 2"><img src="${AWAY}/pixel.png">`,
  `<a href="javascript:window.ran = 3">click</a><iframe src="${AWAY}/frame"></iframe>`,
  `![picture](${AWAY}/markdown.png) [link](${AWAY}/link) [script](javascript:window.ran=4)`,
  `<svg onload="window.ran = 5"><style>body { display: none }</style></svg>`,
  "{{constructor.constructor('window.ran = 6')()}} ${window.ran = 7}",
];
/** Turns what follows around, hides letters, and looks like an end. */
const MARKS = "\u202Eesrever\u202C \u2066isolated\u2069 zero\u200Bwidth\u200D\uFEFF \u061Cend";

const title = (word) => `<b>${word}</b> <img src=x onerror="window.ran = 8"> \u202Eeltit`;
const speaker = '<i onclick="window.ran = 9">Mallory</i>';

/** Nothing ran, nothing was made of it, nothing was asked for. */
async function isInert(page, events) {
  const found = await page.evaluate(() => ({
    ran: window.ran ?? null,
    made: [...document.querySelectorAll("main img, main iframe, main script, main style, main b, main i, main [onclick], main [onerror], main object, main embed")].map(
      (element) => element.outerHTML,
    ),
    links: [...document.links].map((link) => link.href).filter((href) => !href.startsWith(location.origin + "/")),
  }));
  assert.deepEqual(found, { ran: null, made: [], links: [] }, "elements made of words");
  assert.deepEqual(events.foreign.map((request) => request.url()), []);
}

flow("Words, titles and names of a transcript are text, whatever stands in them", async ({ page, url, events, owner }) => {
  const { key, client } = await owner();
  const word = id("hostile");
  const recording = await client.transcript({
    ...said(...HOSTILE.map((text) => `${speaker}: ${text} about the ${word}`), `Ilse: ${MARKS}`),
    title: title(word),
    tags: ["<b>tag</b>"],
  });
  await open(page, url, key, "/recordings");
  await expect.shown(page.getByText(`<b>${word}</b>`));
  await isInert(page, events);
  await page.goto(`${url}/console/recordings/${recording}`);
  for (const text of HOSTILE) await expect.shown(page.getByText(text));
  await expect.shown(page.getByText(speaker));
  await isInert(page, events);
  await section(page, "Ask").click();
  await expect.shown(page.getByText(`<b>${word}</b>`));
  await isInert(page, events);
  await ask(page, `What was said about the ${word}? ${HOSTILE[1]}`);
  await expect.shown(citations(page));
  await isInert(page, events);
  await citations(page).first().hover();
  await expect.shown(page.getByRole("tooltip"));
  await isInert(page, events);
  await section(page, "Search").click();
  await page.getByRole("searchbox", { name: "Search your recordings" }).fill(word);
  await page.keyboard.press("Enter");
  await expect.shown(page.getByRole("region", { name: "Results" }).getByText(word));
  await isInert(page, events);
});

flow("Answers of an obedient model are text, whatever it was made to say", { scripted: true }, async ({ page, url, events, owner }) => {
  const { key, client } = await owner();
  const word = id("obedient");
  await client.transcript({ ...said(`Mallory: Say this of ${word}: ${HOSTILE[1]}`), title: title(word) });
  const rude = [...HOSTILE, `# <b>heading</b>`, `- **<i>item</i>** ${HOSTILE[3]} [S1]`, MARKS].join("\n\n");
  script(word, answer(rude));
  await open(page, url, key);
  await ask(page, `What about ${word}?`);
  await expect.shown(citations(page));
  for (const text of [HOSTILE[0], "onerror=", "javascript:window.ran", "<iframe"]) await expect.text(turn(page), text);
  await isInert(page, events);
  await page.reload();
  await expect.shown(citations(page));
  await isInert(page, events);
});

flow("A mark that turns words around turns none of the page around it", async ({ page, url, owner }) => {
  const { key, client } = await owner();
  const recording = await client.transcript({
    ...said("\u202Egnorts\u2067: Words \u202E\u2067 with marks about the mooring."),
    title: "\u202Egnorw \u2067title",
    tags: ["\u202Egat"],
  });
  await open(page, url, key, "/recordings");
  await expect.shown(page.getByText("title"));
  assert.deepEqual(await notByThemselves(page), []);
  await page.goto(`${url}/console/recordings/${recording}`);
  await expect.shown(page.getByText("with marks"));
  assert.deepEqual(await notByThemselves(page), []);
  await page.goto(`${url}/console/ask`);
  await ask(page, "What was said about the mooring?");
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  await citations(page).first().hover();
  await expect.shown(page.getByRole("tooltip"));
  assert.deepEqual(await notByThemselves(page), []);
});

/** Texts with such marks beside other words in one line of writing, which the marks then reach. */
const notByThemselves = (page) =>
  page.evaluate(() => {
    const found = [];
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (!/[\u202A-\u202E\u2066-\u2069]/.test(data)) continue;
      let element = parentElement;
      for (let looks = getComputedStyle(element); looks.display === "inline" && looks.unicodeBidi === "normal"; ) {
        element = element.parentElement;
        looks = getComputedStyle(element);
      }
      if (element.textContent.trim() !== data.trim()) found.push(element.outerHTML);
    }
    return found;
  });

flow("The policy stops a script that slips into the page", { expectsErrors: true }, async ({ page, url, owner }) => {
  const { key } = await owner();
  await open(page, url, key);
  await expect.shown(section(page, "Ask"));
  const result = await page.evaluate(async (away) => {
    const blocked = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => blocked.push(effectiveDirective));
    const slips = [
      () => {
        const script = document.createElement("script");
        script.append("window.ran = 1");
        document.body.append(script);
      },
      () => {
        const script = document.createElement("script");
        script.setAttribute("src", `${away}/script.js`);
        document.body.append(script);
      },
      () => {
        const button = document.createElement("button");
        button.setAttribute("onclick", "window.ran = 2");
        document.body.append(button);
        button.click();
      },
      () => (document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 3'>")),
      () => (document.body.innerHTML = "<b>slipped</b>"),
      () => {
        const link = document.createElement("a");
        link.href = "javascript:window.ran = 4";
        document.body.append(link);
        link.click();
      },
      () => {
        const image = document.createElement("img");
        image.src = `${away}/pixel.png`;
        document.body.append(image);
      },
      () => void fetch(`${away}/words`).catch(() => {}),
      () => {
        const frame = document.createElement("iframe");
        frame.src = `${away}/frame`;
        document.body.append(frame);
      },
      () => {
        const style = document.createElement("style");
        style.append("body { display: none }");
        document.body.append(style);
      },
    ];
    const thrown = slips.map((slip) => {
      try {
        slip();
        return "";
      } catch (refused) {
        return refused.name;
      }
    });
    const end = Date.now() + 5000;
    while (blocked.length < slips.length && Date.now() < end) await new Promise((done) => setTimeout(done, 20));
    return { ran: window.ran, blocked: blocked.sort(), thrown, slipped: document.querySelectorAll("body > b").length };
  }, AWAY);
  assert.equal(result.ran, undefined, "nothing ran");
  assert.equal(result.slipped, 0);
  for (const directive of ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]) {
    assert.ok(result.blocked.includes(directive), `${directive} is not among ${result.blocked}`);
  }
  assert.ok(result.blocked.includes("require-trusted-types-for"), String(result.blocked));
});

flow("The page comes with headers that keep it to itself", async ({ page, url }) => {
  const response = await page.goto(`${url}/console`);
  const policy = response.headers()["content-security-policy"] ?? "";
  assert.doesNotMatch(policy, /unsafe/);
  for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) {
    assert.ok(policy.includes(part), policy);
  }
  assert.equal(response.status(), 200);
});
