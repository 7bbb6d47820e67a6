// Connects as an assistant does, lists the tools and makes the calls that the third argument lists;
// prints one JSON object. The client holds every answer against the schema that its tool promises.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, key, calls] = process.argv.slice(2);
const errors = [];
const client = new Client({ name: 'hark-test', version: '1' });
client.onerror = (error) => errors.push(String(error));
await client.connect(
  new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { Authorization: `Bearer ${key}` } },
  }),
);
const { tools } = await client.listTools();
const results = [];
for (const call of JSON.parse(calls)) {
  results.push(await client.callTool(call));
}
await client.close();
console.log(JSON.stringify({ tools: tools.map((tool) => tool.name), results, errors }));
