import assert from "node:assert/strict";
import { ask, box, citations, expect, open, turn } from "../lib/console.mjs";
import { flow } from "../lib/flow.mjs";
import { said } from "../lib/hark.mjs";

/** The same question has another answer in each. */
const NORTH = { ...said("Ilse: The buoy of the north channel is red.", "Karim: It is lit since the autumn."), title: "North", tags: ["north"] };
const SOUTH = { ...said("Mira: The buoy of the south channel is green.", "Karim: It is dark since the spring."), title: "South", tags: ["south"] };
const QUESTION = "Which colour has the buoy of the channel?";

async function both(owner) {
  const { key, client } = await owner();
  const [north, south] = await Promise.all([client.transcript(NORTH), client.transcript(SOUTH)]);
  return { key, north, south };
}

const cited = (page) => citations(page).evaluateAll((links) => [...new Set(links.map((link) => link.pathname.split("/").pop()))]);

flow("A question is about chosen recordings alone, and the conversation stays with them", async ({ page, url, owner }) => {
  const { key, south } = await both(owner);
  await open(page, url, key);
  await page.getByRole("button", { name: "Asked: Everything" }).click();
  const dialog = page.getByRole("dialog", { name: "What is asked?" });
  await dialog.getByRole("radio", { name: "Chosen recordings" }).check();
  await dialog.getByRole("searchbox", { name: "Find by title" }).fill("sou");
  await dialog.getByRole("checkbox", { name: /South/ }).check();
  await dialog.getByRole("button", { name: "Ask these" }).click();
  await expect.gone(dialog);
  await ask(page, QUESTION);
  await expect.text(turn(page), "green");
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  assert.deepEqual(await cited(page), [south]);
  await page.reload();
  await page.getByRole("button", { name: "Asked: South" }).click();
  await expect.text(dialog, "This conversation is about these recordings.");
});

flow("From a transcript a question is about that recording", async ({ page, url, owner }) => {
  const { key, north } = await both(owner);
  await open(page, url, key, `/recordings/${north}`);
  await page.getByRole("link", { name: "Ask about this" }).click();
  await expect.shown(page.getByRole("button", { name: "Asked: North" }));
  await ask(page, QUESTION);
  await expect.text(turn(page), "red");
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  assert.deepEqual(await cited(page), [north]);
});

flow("Filters hold for the next questions until they are taken away", async ({ page, url, owner }) => {
  const { key, north, south } = await both(owner);
  await open(page, url, key);
  await page.getByRole("button", { name: "Filters" }).click();
  const dialog = page.getByRole("dialog", { name: "Filters" });
  await dialog.getByRole("combobox", { name: "Tags" }).fill("north");
  await dialog.getByRole("button", { name: "Use these" }).click();
  await expect.gone(dialog);
  await ask(page, QUESTION);
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  assert.deepEqual(await cited(page), [north]);
  await page.getByRole("button", { name: "Take away: Tag north" }).click();
  await ask(page, "Which colour has the buoy of the south channel?");
  await expect.count(page.getByRole("article"), 2);
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  assert.ok((await cited(page)).includes(south));
});

flow("@ mentions a recording, by keyboard", async ({ page, url, events, owner }) => {
  const { key, south } = await both(owner);
  await open(page, url, key);
  await box(page).fill("");
  await box(page).pressSequentially("Which colour has the buoy in @sou");
  await expect.shown(page.getByRole("option", { name: /South/ }));
  await page.keyboard.press("Enter");
  await expect.shown(page.getByRole("list", { name: "Mentioned recordings" }).getByText("South"));
  await page.keyboard.type(" then?");
  await page.keyboard.press("Enter");
  await expect.text(turn(page), "green");
  const [sent] = events.requests.filter((request) => request.method() === "POST" && request.url().endsWith("/ask/sessions"));
  assert.deepEqual(sent.postDataJSON().initial_message.context_refs, [{ type: "recording", id: south }]);
});
