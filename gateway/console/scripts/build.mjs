// Checks the types, then bundles into target/classes/console, each file beside what it is compressed.
import { spawnSync } from "node:child_process";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { options, page, root } from "./bundle.mjs";

const types = spawnSync("npm", ["run", "--silent", "types"], { cwd: root, stdio: "inherit" });
if (types.status !== 0) process.exit(1);

const out = `${root}/target/classes/console`;
await rm(out, { recursive: true, force: true });
const { metafile } = await build({
  ...options,
  outdir: `${out}/assets`,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  minify: true,
});
await writeFile(`${out}/index.html`, await page(metafile));
await writeFile(`${out}/licenses.txt`, await licenses(metafile));

const files = ["index.html", ...(await readdir(`${out}/assets`)).map((name) => `assets/${name}`)];
for (const file of files) {
  const bytes = await readFile(`${out}/${file}`);
  const packed = gzipSync(bytes, { level: 9 });
  await writeFile(`${out}/${file}.gz`, packed);
  console.log(`${file}: ${bytes.length} bytes, ${packed.length} compressed`);
}

/** What the packages in the bundle ask to be kept with it. */
async function licenses({ inputs }) {
  const packages = Object.keys(inputs)
    .map((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1])
    .filter((name) => name !== undefined);
  const texts = [...new Set(packages)].sort().map(async (name) => {
    const text = await readFile(`${root}/node_modules/${name}/LICENSE`, "utf8");
    return `${name}\n\n${text}`;
  });
  return (await Promise.all(texts)).join("\n\n");
}
