import assert from "node:assert/strict";
import { ask, citations, expect, open, section, turn } from "../lib/console.mjs";
import { flow } from "../lib/flow.mjs";
import { HARBOUR, id, root } from "../lib/hark.mjs";
import { script } from "../lib/model.mjs";
import { proxyTo } from "../lib/proxy.mjs";
import { gate, until } from "../lib/until.mjs";

const scripted = { scripted: true };

async function withHarbour(owner) {
  const made = await owner();
  await made.client.transcript({ ...HARBOUR, title: "Harbour" });
  return made;
}

flow("When the model fails the question stays, and sent again it is answered once", scripted, async ({ page, url, owner }) => {
  const { key, client } = await withHarbour(owner);
  const word = id("failing");
  let isUp = false;
  script(word, (reply) => (isUp ? reply.words("On the ninth of June [S1].") : reply.fail(400)));
  await open(page, url, key);
  await ask(page, `When does the gearbox arrive, ${word}?`);
  await expect.text(turn(page).getByRole("alert"), "The language model did not answer. Your question is kept.");
  isUp = true;
  await turn(page).getByRole("button", { name: "Send again" }).click();
  await expect.text(turn(page), "On the ninth of June");
  await expect.shown(citations(page));
  await expect.count(page.getByRole("article"), 1);
  // It is there once the answer is stored.
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }));
  const session = new URL(page.url()).pathname.split("/").pop();
  const { data } = await client.call("GET", `/v1/ask/sessions/${session}/messages`);
  assert.deepEqual(data.map(({ role }) => role), ["user", "assistant"]);
});

flow("When the line breaks in the middle of an answer, the stored answer is read", scripted, async ({ page, url, owner }) => {
  const { key } = await withHarbour(owner);
  const word = id("broken");
  const rest = gate();
  script(word, async (reply) => {
    reply.words("On the ninth ");
    await rest.opened;
    reply.words("of June [S1].");
  });
  const proxy = await proxyTo(url);
  try {
    await open(page, proxy.url, key);
    await ask(page, `When does the gearbox arrive, ${word}?`);
    await expect.text(turn(page), "On the ninth");
    proxy.cut();
    await expect.text(turn(page), "Looking for the stored answer");
    rest.open();
    await expect.text(turn(page), "On the ninth of June");
    await expect.shown(citations(page));
    await expect.count(page.getByRole("article"), 1);
  } finally {
    rest.open();
    proxy.close();
  }
});

flow("Who stops reading can have the answer all the same", scripted, async ({ page, url, owner }) => {
  const { key } = await withHarbour(owner);
  const word = id("stopped");
  const rest = gate();
  script(word, async (reply) => {
    reply.words("On the ninth ");
    await rest.opened;
    reply.words("of June [S1].");
  });
  await open(page, url, key);
  await ask(page, `When does the gearbox arrive, ${word}?`);
  await expect.text(turn(page), "On the ninth");
  await page.getByRole("button", { name: "Stop reading" }).click();
  await expect.text(turn(page), "You stopped reading.");
  rest.open();
  await turn(page).getByRole("button", { name: "Show the answer" }).click();
  await expect.text(turn(page), "On the ninth of June");
});

flow("Words are on the page as the model writes them", scripted, async ({ page, url, owner }) => {
  const { key } = await withHarbour(owner);
  const word = id("streamed");
  const [second, end] = [gate(), gate()];
  script(word, async (reply) => {
    reply.words("The first words of it, ");
    await second.opened;
    reply.words("second words ");
    await end.opened;
    reply.words("[S1].");
  });
  await open(page, url, key);
  await ask(page, `When does the gearbox arrive, ${word}?`);
  await expect.text(turn(page), "The first words");
  assert.ok(!(await turn(page).textContent()).includes("second words"));
  second.open();
  await expect.text(turn(page), "second words");
  end.open();
  await expect.shown(citations(page));
});

flow("A revoked key leads back to signing in, and what was seen with it is gone", async ({ page, url, owner }) => {
  const { key, keyId } = await withHarbour(owner);
  await open(page, url, key, "/recordings");
  await expect.shown(page.getByRole("link", { name: /Harbour/ }));
  await root.call("DELETE", `/v1/admin/keys/${keyId}`);
  // A gateway may take it some seconds longer.
  await until("the key is refused", async () => {
    await section(page, "Ask").or(page.getByLabel("API key")).first().click();
    await section(page, "Recordings").or(page.getByLabel("API key")).first().click();
    return page.getByLabel("API key").isVisible();
  });
  await expect.shown(page.getByLabel("API key"));
  await expect.shown(page.getByText("You were signed out"));
  assert.equal(await page.getByText("Harbour").count(), 0);
  assert.ok(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes(key));
});

flow("When there were too many requests the page says when the question can be sent again", async ({ page, url, owner }) => {
  const { key, client } = await owner({ rateLimit: 30 });
  await client.transcript({ ...HARBOUR, title: "Harbour" }).catch(() => {});
  await open(page, url, key);
  await page.getByRole("textbox", { name: "Ask your recordings…" }).waitFor();
  let status;
  do ({ status } = await client.answer("GET", "/v1/recordings"));
  while (status !== 429);
  await ask(page, "When does the gearbox arrive?");
  await expect.text(turn(page).getByRole("alert"), "Too many requests at the moment.");
  const again = turn(page).getByRole("button", { name: /^Send again/ });
  await expect.text(again, /in \d+ seconds?/);
  assert.ok(await again.isDisabled());
  await turn(page).getByRole("button", { name: "Send again", exact: true }).click();
  await expect.shown(turn(page).getByRole("button", { name: "Why?" }).or(again));
});

flow("A conversation that was deleted elsewhere is told, and the question asked in a new one", async ({ page, url, owner }) => {
  const { key, client } = await withHarbour(owner);
  await open(page, url, key);
  await ask(page, "When does the gearbox of the harbour crane arrive?");
  await expect.address(page, /\/ask\/as_\w+$/);
  await expect.shown(citations(page));
  const session = new URL(page.url()).pathname.split("/").pop();
  await client.call("DELETE", `/v1/ask/sessions/${session}`);
  await ask(page, "And who inspects the quay wall?");
  await expect.text(turn(page).getByRole("alert"), "This conversation is not there any more");
  await turn(page).getByRole("button", { name: "Ask in a new conversation" }).click();
  await expect.text(turn(page), "divers");
  assert.ok(!page.url().includes(session));
});

flow("Without a connection the page says so, and goes on when it is back", async ({ page, url, owner }) => {
  const { key } = await withHarbour(owner);
  const proxy = await proxyTo(url);
  try {
    await open(page, proxy.url, key, "/recordings");
    await expect.shown(page.getByRole("link", { name: /Harbour/ }));
    await section(page, "Ask").click();
    await expect.shown(page.getByRole("textbox", { name: "Ask your recordings…" }));
    proxy.cut({ stays: true });
    await section(page, "Recordings").click();
    await expect.shown(page.getByText("Hark cannot be reached. Check your connection."));
    proxy.mend();
    await page.getByRole("button", { name: "Try again" }).first().click();
    await expect.shown(page.getByRole("link", { name: /Harbour/ }));
  } finally {
    proxy.close();
  }
});
