import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { drop, expect, heading, marked, open } from "../lib/console.mjs";
import { flow } from "../lib/flow.mjs";
import { HARBOUR, said } from "../lib/hark.mjs";

const uploads = (page) => page.getByRole("region", { name: "Uploads" });
const rows = (page) => page.getByRole("list", { name: "Recordings" }).getByRole("listitem");

flow("Several files are uploaded at once: what was mended is told, and what cannot be read with the place in it", async ({ page, url, owner }) => {
  const { key } = await owner();
  await open(page, url, key, "/recordings");
  await expect.shown(heading(page, "Recordings"));
  await drop(
    page,
    { name: "good.srt", content: "1\n00:00:01,000 --> 00:00:04,000\nIlse: The lock gate is painted green.\n" },
    { name: "mended.vtt", content: "WEBVTT\n\n00:00:05.000 --> 00:00:08.000\nKarim: The gate opens second.\n\n00:00:01.000 --> 00:00:04.000\nIlse: The gate closes first.\n" },
    { name: "broken.vtt", content: "WEBVTT\n\n00:00:03.120 --> soon\nWelcome.\n" },
    { name: "empty.txt", content: "" },
  );
  await uploads(page).getByRole("button", { name: /^Upload \d files?$/ }).click();
  await expect.count(uploads(page).getByRole("status").filter({ hasText: "Searchable" }), 2);
  await uploads(page).getByText(/^What was mended/).first().click();
  await expect.shown(uploads(page).getByText("Could not be taken in"));
  await expect.shown(uploads(page).getByText(/line 3/));
  await expect.shown(uploads(page).getByText("Empty, or a folder"));
  await expect.count(rows(page), 2);
  await uploads(page).getByRole("button", { name: "Clear what is done" }).click();
  await expect.gone(uploads(page).getByText("Searchable"));
});

flow("Recordings are found by state and tag, and the filter stands in the address", async ({ page, url, owner }) => {
  const { key, client } = await owner();
  await client.transcript({ ...HARBOUR, title: "Harbour", tags: ["works"] });
  await client.transcript({ ...HARBOUR, title: "Ferry" });
  await open(page, url, key, "/recordings");
  await expect.count(rows(page), 2);
  await page.getByLabel("Tag", { exact: true }).fill("works");
  await expect.count(rows(page), 1);
  await page.reload();
  await expect.count(rows(page), 1);
  await expect.text(rows(page), "Harbour");
  await page.getByRole("combobox", { name: "State" }).selectOption("Failed");
  await expect.shown(page.getByText("No recording fits"));
  await page.getByRole("button", { name: "Clear" }).click();
  await expect.count(rows(page), 2);
});

flow("A recording gets a title and tags, its speakers names, and is deleted with what goes with it", async ({ page, url, owner }) => {
  const { key, client } = await owner();
  const recording = await client.transcript({
    ...said("SPEAKER_1: The divers come on Monday.", "SPEAKER_2: Then the quay is closed."),
    title: "Harbour",
  });
  await open(page, url, key, "/recordings");
  const act = async (title, what) => {
    await page.getByRole("button", { name: `Actions for ${title}` }).click();
    await page.getByRole("button", { name: what, exact: true }).click();
  };
  await act("Harbour", "Edit");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill("The divers");
  await dialog.getByLabel("Tags").fill("quay, works");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.text(rows(page), "The divers");
  await expect.text(rows(page), "quay");

  await act("The divers", "Name speakers");
  await expect.text(dialog, "The divers come on Monday.");
  await dialog.getByLabel("Name for SPEAKER_1").fill("Ilse Brandt");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.gone(dialog);
  await rows(page).getByRole("link", { name: /The divers/ }).click();
  await expect.shown(heading(page, "The divers"));
  await expect.shown(page.getByRole("list", { name: "Transcript" }).getByText("Ilse Brandt"));
  await page.goBack();

  await act("The divers", "Delete");
  await expect.text(dialog, "It cannot be undone.");
  await dialog.getByRole("button", { name: "Delete", exact: true }).or(dialog.getByRole("button", { name: "Delete for good" })).click();
  await expect.shown(page.getByText("No recordings yet"));
  assert.equal((await client.answer("GET", `/v1/recordings/${recording}`)).status, 404);
});

flow("In a transcript words are looked up, a moment's link is copied and opened, and the words exported", async ({ page, context, url, owner }) => {
  const { key, client } = await owner();
  const lines = Array.from({ length: 200 }, (_, i) => `Ilse: Sentence ${i}, ${i % 50 === 7 ? "with the anchor" : "without it"}.`);
  const recording = await client.transcript({ ...said(...lines), title: "Anchors" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, url, key, `/recordings/${recording}`);
  const find = page.getByRole("searchbox", { name: "Search in this recording" });
  await find.fill("anchor");
  await expect.shown(page.getByText("1 of 4"));
  await find.press("Enter");
  await expect.shown(page.getByText("2 of 4"));
  await expect.shown(page.getByText("Sentence 57, with the anchor."));

  await page.getByRole("button", { name: "Copy link to 4:45" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, new RegExp(`/console/recordings/${recording}#t=285000$`));
  await page.goto(link);
  await expect.text(marked(page), "Sentence 57, with the anchor.");

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export the transcript" }).click();
  await page.getByRole("button", { name: "Subtitles (SRT)" }).click();
  assert.match(await readFile(await (await download).path(), "utf8"), /00:04:45,000 --> .*\n.*Sentence 57/);
});

flow("A recording that is not there, or whose words have not come, is told so", async ({ page, url, owner }) => {
  const { key } = await owner();
  await open(page, url, key, "/recordings/rec_nobodyHasThisOne");
  await expect.shown(page.getByText("It is not there, or not visible to this key."));
  await page.goto(`${url}/console/nothing/here`);
  await expect.shown(page.getByText("There is no such page").first());
  await page.getByRole("link", { name: "Go to Ask" }).click();
  await expect.shown(heading(page, "Ask"));
});

flow("Who goes back before a page has come sees the page that they went back to", async ({ page, url, owner }) => {
  const { key, client } = await owner();
  await client.transcript({ ...HARBOUR, title: "Harbour" });
  for (let round = 0; round < 4; round++) {
    await page.goto("about:blank");
    await open(page, url, key, "/recordings");
    await expect.shown(rows(page));
    await page.evaluate(async () => {
      document.querySelector("main li a").click();
      await new Promise((done) => setTimeout(done, 0));
      history.back();
    });
    await page.waitForURL(/\/recordings$/);
    // The page that was on its way would be there by now.
    await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 300)));
    await expect.shown(heading(page, "Recordings"));
  }
});
