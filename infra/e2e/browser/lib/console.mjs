// The console by what people and screen readers find on it.
import { expect } from "./expect.mjs";

export { expect };

/** By the address that a key comes behind, as `infra/up` prints it. */
export async function open(page, url, key, path = "") {
  await page.goto(`${url}/console${path}#key=${key}`);
}

export const box = (page) => page.getByRole("textbox", { name: "Ask your recordings…" });

/** Once the answer before is whole. */
export async function ask(page, question) {
  await expect.gone(page.getByRole("button", { name: "Stop reading" }));
  await box(page).fill(question);
  await box(page).press("Enter");
}

/** The last question and its answer. */
export const turn = (page) => page.getByRole("article").last();

export const citations = (page) => turn(page).getByRole("link", { name: /^Moment \d+/ });

export const marked = (page) => page.locator('[aria-current="location"]');

export const section = (page, name) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });

export const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** As if dragged from a folder onto the page. */
export async function drop(page, ...files) {
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, content } of files) data.items.add(new File([content], name));
    return data;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("body", type, { dataTransfer: data });
  }
}
