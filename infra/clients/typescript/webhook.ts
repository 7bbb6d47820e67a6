/** Waiting for a recording by webhook instead of by looking every second. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Receives what the endpoint with this secret is told, until it is closed. */
export function receiver(secret: string, port: number) {
  const told = new Set<string>();
  let wake = () => {};
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces).toString();
    const genuine = isSigned(secret, request.headers, body);
    response.writeHead(genuine ? 204 : 401).end();
    if (!genuine) return;
    const { type, data } = JSON.parse(body) as { type: string; data: { recording_id?: string } };
    console.error(`Told by webhook: ${type}`);
    told.add(data.recording_id ?? "");
    wake();
  }).listen(port);
  return {
    /** Until there is news; after a minute it is time to look anyway. */
    async wait(recordingId: string) {
      const timer = new AbortController();
      const minute = sleep(60_000, undefined, { signal: timer.signal }).catch(() => {});
      const news = new Promise<void>((done) => (wake = done));
      await (told.has(recordingId) ? sleep(1000) : Promise.race([news, minute]));
      timer.abort();
    },
    close: () => server.close().closeAllConnections(),
  };
}

/** As Standard Webhooks says: over id, time and body as it came, at most five minutes old. */
function isSigned(secret: string, headers: IncomingHttpHeaders, body: string) {
  const time = headers["webhook-timestamp"];
  const mac = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"))
    .update(`${headers["webhook-id"]}.${time}.${body}`)
    .digest();
  const isOurs = (signature: string) => {
    const given = Buffer.from(signature.replace("v1,", ""), "base64");
    return given.length === mac.length && timingSafeEqual(given, mac);
  };
  const fresh = Math.abs(Date.now() / 1000 - Number(time)) < 300;
  return fresh && String(headers["webhook-signature"]).split(" ").some(isOurs);
}
