import assert from "node:assert/strict";
import { createServer } from "node:http";
import { expect, heading, open, section } from "../lib/console.mjs";
import { flow } from "../lib/flow.mjs";
import { addresses, Client, events, HARBOUR, id, root } from "../lib/hark.mjs";
import { until } from "../lib/until.mjs";

const tab = (page, name) => page.getByRole("tab", { name });

flow("A webhook is made, its secret told once, and what it was told is seen", async ({ page, url, owner }) => {
  const told = [];
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    told.push(JSON.parse(body).type);
    response.end();
  });
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  try {
    const { key, client, endUserId } = await owner({ bound: false });
    const address = `http://127.0.0.1:${receiver.address().port}/hark`;
    await open(page, url, key, "/operations");
    await tab(page, "Webhooks").click();
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    const dialog = page.getByRole("dialog", { name: "Add an endpoint" });
    await dialog.getByLabel("Address").fill(address);
    await dialog.getByRole("button", { name: "Add an endpoint" }).click();
    await expect.shown(page.getByText(/^whsec_/).or(page.getByRole("textbox", { name: "The secret that signs" })));
    await page.getByRole("button", { name: "I have kept it" }).click();
    await expect.gone(page.getByText(/^whsec_/));
    await client.transcript({ ...HARBOUR, title: "Harbour", end_user_id: endUserId });
    await page.getByRole("link", { name: "Deliveries" }).click();
    await until("the endpoint is told", () => told.includes("recording.indexed"));
    const deliveries = page.getByRole("list", { name: "Deliveries" });
    await until("the delivery is on the page", async () => {
      await page.getByRole("button", { name: "Refresh" }).click();
      return deliveries.getByText("Delivered").first().isVisible();
    });
    await expect.text(deliveries, "recording.indexed");
  } finally {
    receiver.close();
    receiver.closeAllConnections();
  }
});

flow("With the root token a key is made, told once, and revoked", async ({ page, url }) => {
  const project = id("proj_");
  await signInAsRoot(page, url);
  await tab(page, "Keys").click();
  await page.getByRole("button", { name: "New key" }).click();
  const form = page.getByRole("dialog", { name: "New key" });
  await form.getByLabel("Project").fill(project);
  await form.getByLabel("Name", { exact: true }).fill("For the harbour");
  await form.getByRole("button", { name: "Make the key" }).click();
  const kept = page.getByRole("region", { name: "The key “For the harbour”" });
  const key = await until("the key is told", async () => /sk_live_\w+/.exec(await textOf(kept))?.[0]);
  const client = new Client(addresses.gateway, key);
  assert.equal((await client.answer("GET", "/v1/recordings?end_user_id=eu_a")).status, 200);
  await kept.getByRole("button", { name: "I have kept it" }).click();
  assert.ok(!(await page.content()).includes(key));

  await page.getByRole("searchbox", { name: "Keys of a project" }).fill(project);
  await page.getByRole("button", { name: "Show these" }).click();
  const keys = page.getByRole("list", { name: "Keys" }).getByRole("listitem");
  await expect.count(keys, 1);
  await keys.getByRole("button", { name: "Revoke: For the harbour" }).click();
  await page.getByRole("dialog", { name: "Revoke this key?" }).getByRole("button", { name: "Revoke" }).click();
  await expect.text(keys, "Revoked");
  await until("the key is refused", async () => (await client.answer("GET", "/v1/recordings?end_user_id=eu_a")).status === 401);
});

flow("With the root token dead letters are seen with their reason, and how far the worker is", async ({ page, url }) => {
  const recording = id("rec_");
  await events({ id: id("evt_"), type: "recording.created", created_at: new Date().toISOString(), data: { recording_id: recording, end_user_id: "eu_a", title: "No project" } });
  await until("it is a dead letter", async () => (await root.call("GET", "/v1/admin/dead-letters")).data.some(({ recording_id }) => recording_id === recording));
  await signInAsRoot(page, url);
  await tab(page, "Dead letters").click();
  const letter = page.getByRole("list", { name: "Dead letters" }).getByRole("listitem").filter({ hasText: recording });
  await expect.text(letter, "missing_field");
  await expect.shown(letter.getByText("infra/dead-letters retry").or(letter.getByRole("textbox", { name: "Command that sends it again" })));
  await tab(page, "Indexing").click();
  await expect.shown(page.getByText("recording-events", { exact: true }));
});

flow("What was deleted is listed with what was removed from each store", async ({ page, url, owner }) => {
  const { key, client, endUserId } = await owner({ bound: false });
  const recording = await client.transcript({ ...HARBOUR, title: "Harbour", end_user_id: endUserId });
  await client.call("DELETE", `/v1/recordings/${recording}`);
  await open(page, url, key, "/operations");
  await tab(page, "Deletions").click();
  const deletion = page.getByRole("list", { name: "Deletions" }).getByRole("listitem").filter({ hasText: recording });
  await expect.shown(deletion);
  await deletion.locator("summary").click();
  await expect.text(deletion, "Search index");
});

flow("A key of one end user is not offered operations", async ({ page, url, owner }) => {
  const { key } = await owner();
  await open(page, url, key);
  await expect.shown(section(page, "Ask"));
  assert.equal(await section(page, "Operations").count(), 0);
  await page.goto(`${url}/console/operations`);
  await expect.shown(page.getByText("This key is not for that").first());
});

async function signInAsRoot(page, url) {
  await page.goto(`${url}/console`);
  await page.getByLabel("API key").fill(root.key);
  await page.getByLabel("API key").press("Enter");
  await expect.shown(heading(page, "Operations"));
}

/** With what stands in its fields. */
const textOf = (locator) =>
  locator.evaluate((element) => [element.innerText, ...[...element.querySelectorAll("input, textarea")].map(({ value }) => value)].join(" "));
