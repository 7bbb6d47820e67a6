// How the page is bundled, for the build and for `npm run dev`.
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const options = {
  absWorkingDir: root,
  entryPoints: { console: "src/main.tsx", style: "src/styles/index.css" },
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome123", "firefox121", "safari17.5"],
  jsx: "automatic",
  jsxImportSource: "preact",
  metafile: true,
  logLevel: "warning",
};

/** The page that names the script and the style that a run of esbuild has made. */
export async function page({ outputs }) {
  const made = (source) =>
    basename(Object.keys(outputs).find((name) => outputs[name].entryPoint === source));
  const script = Object.values(outputs).find(({ entryPoint }) => entryPoint === "src/main.tsx");
  // What the script begins with is fetched beside it, not after it.
  const early = script.imports
    .filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `<link rel="modulepreload" href="/console/assets/${basename(path)}" />\n    `);
  const template = await readFile(`${root}/src/index.html`, "utf8");
  return template
    .replace("<script", `${early.join("")}<script`)
    .replace("console.js", made("src/main.tsx"))
    .replace("style.css", made("src/styles/index.css"));
}
