// Runs src/**/*.test.ts in node's own runner; node 20 reads no TypeScript, so they are bundled first.
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { build } from "esbuild";
import { options, root } from "./bundle.mjs";

const outdir = `${root}/target/tests`;
const tests = (await readdir(`${root}/src`, { recursive: true }))
  .filter((name) => /\.test\.tsx?$/.test(name))
  .map((name) => `src/${name}`);
await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  ...options,
  entryPoints: tests,
  outdir,
  outbase: "src",
  outExtension: { ".js": ".mjs" },
  platform: "node",
  target: "node20",
  splitting: false,
});
const made = Object.keys(metafile.outputs);
const run = spawnSync(process.execPath, ["--test", ...made], { cwd: root, stdio: "inherit" });
process.exitCode = run.status ?? 1;
