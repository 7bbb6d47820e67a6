// The Hark that is tested, as an app sees it: end users of their own, transcripts, keys.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { until } from "./until.mjs";

/** What `infra/up` prints, and the gateway of an ask-service whose language model is `model.mjs`: of the same stores. */
export const addresses = {
  console: needed("HARK_CONSOLE"),
  gateway: needed("HARK_URL"),
  scripted: needed("HARK_SCRIPTED_URL"),
};
const rootToken = needed("HARK_ROOT_TOKEN");

export function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: see README.md`);
  return value;
}

export const id = (prefix) => prefix + randomBytes(8).toString("hex");

/** A client of the API that throws what it did not expect. */
export class Client {
  constructor(url, key) {
    this.url = url;
    this.key = key;
  }

  async answer(method, path, body) {
    return fetch(this.url + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async call(method, path, body) {
    const answer = await this.answer(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /** Waits until its words can be found. */
  async transcript(fields) {
    const { recording_id } = await this.call("POST", "/v1/transcriptions", fields);
    await until(`${fields.title} is searchable`, async () => {
      const { status, indexed_at } = await this.call("GET", `/v1/recordings/${recording_id}`);
      return status === "completed" && indexed_at !== null;
    });
    return recording_id;
  }
}

export const root = new Client(addresses.gateway, rootToken);

/** A project, an end user and a key of its own, so that no flow sees what another does. */
export async function owner({ bound = true, rateLimit = 1_000_000, projectId = id("proj_") } = {}) {
  const endUserId = id("eu_");
  const made = await root.call("POST", "/v1/admin/keys", {
    project_id: projectId,
    rate_limit: rateLimit,
    name: "browser tests",
    ...(bound ? { end_user_id: endUserId } : {}),
  });
  return { projectId, endUserId, key: made.key, keyId: made.id, client: new Client(addresses.gateway, made.key) };
}

/** Events as a transcription system publishes them, which may be faulty. */
export async function events(...lines) {
  const command = new URL("../../../ingest", import.meta.url).pathname;
  await new Promise((resolve, reject) => {
    const ingest = execFile(command, ["-"], (failure, _, said) => (failure ? reject(new Error(said)) : resolve()));
    ingest.stdin.end(lines.map((line) => JSON.stringify(line) + "\n").join(""));
  });
}

/** Segments of the form "Ana: words", five seconds each. */
export const said = (...lines) => ({
  segments: lines.map((line, i) => {
    const [, speaker, text] = /^([^:]+): (.*)$/s.exec(line);
    return { start_ms: i * 5000, end_ms: i * 5000 + 4500, speaker, text };
  }),
});

/** Two speakers, words that no sample has, and one sentence that answers a question. */
export const HARBOUR = said(
  "Ilse Brandt: Welcome, today is about the harbour crane.",
  "Karim Haddad: The gearbox of the harbour crane arrives on the ninth of June.",
  "Ilse Brandt: Then the divers inspect the quay wall the week after.",
  "Karim Haddad: The ferry keeps to its winter timetable until then.",
);
