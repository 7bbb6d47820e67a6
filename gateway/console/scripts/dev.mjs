// Serves the page from its sources at http://127.0.0.1:5173/console and hands all else to a running
// gateway (HARK_URL, else http://127.0.0.1:8080). A reload shows what was changed.
import { createServer, request } from "node:http";
import { context } from "esbuild";
import { options, page, root } from "./bundle.mjs";

const gateway = process.env.HARK_URL ?? "http://127.0.0.1:8080";
const port = Number(process.env.PORT ?? 5173);
const outdir = `${root}/target/dev`;
const bundle = await context({
  ...options,
  outdir,
  entryNames: "[name]",
  sourcemap: "inline",
  write: false,
  logLevel: "info",
});

const types = { js: "text/javascript;charset=utf-8", css: "text/css;charset=utf-8" };

createServer(async (asked, answer) => {
  const { pathname } = new URL(asked.url, "http://console");
  if (!/^\/console(\/|$)/.test(pathname)) return forward(asked, answer);
  try {
    const asset = pathname.split("/console/assets/")[1];
    if (asset === undefined) {
      // Built once a page, so that the page and its parts are of one state.
      current = await bundle.rebuild();
      return send(answer, "text/html;charset=utf-8", await page(current.metafile));
    }
    const file = current?.outputFiles.find(({ path }) => path === `${outdir}/${asset}`);
    if (!file) return answer.writeHead(404).end();
    return send(answer, types[asset.split(".").pop()], file.contents);
  } catch (error) {
    return answer.writeHead(500, { "Content-Type": "text/plain" }).end(String(error.message));
  }
}).listen(port, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${port}/console, with ${gateway}`);
});

let current;

/** The policy is the gateway's own, so that what it forbids fails here too. */
async function send(answer, type, body) {
  const own = await fetch(`${gateway}/console`).catch(() => undefined);
  const policy = own?.ok ? own.headers.get("content-security-policy") : null;
  answer.writeHead(200, {
    "Content-Type": type,
    "Cache-Control": "no-store",
    ...(policy ? { "Content-Security-Policy": policy } : {}),
  });
  answer.end(body);
}

function forward(asked, answer) {
  const { host, ...headers } = asked.headers;
  const onward = request(gateway + asked.url, { method: asked.method, headers }, (got) => {
    answer.writeHead(got.statusCode, got.headers);
    got.pipe(answer);
  });
  onward.on("error", () => answer.writeHead(502).end());
  answer.on("close", () => onward.destroy());
  asked.pipe(onward);
}
