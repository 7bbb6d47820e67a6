// The types of the API, from the description that the gateway's code gives.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import openapiTypescript, { astToString } from "openapi-typescript";

const description = new URL("../../src/main/resources/openapi/openapi.json", import.meta.url);
const folder = new URL("../target/api/", import.meta.url);

await mkdir(folder, { recursive: true });
const nodes = await openapiTypescript(JSON.parse(await readFile(description, "utf8")));
await writeFile(new URL("schema.d.ts", folder), astToString(nodes));
