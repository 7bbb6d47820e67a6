// A language model that speaks OpenAI's protocol and says what a flow has scripted for its question.
import { createServer } from "node:http";
import { needed } from "./hark.mjs";

const scripts = new Map();

/**
 * What is answered to questions that have this word in them: `say` is called once a request with what
 * it can do (`words`, `fail`), and its answer ends when it returns.
 */
export function script(word, say) {
  scripts.set(word, say);
}

/** The whole of an answer. */
export const answer = (text) => (reply) => reply.words(text);

const chunk = (delta, finish) =>
  `data: ${JSON.stringify({
    id: "c",
    object: "chat.completion.chunk",
    created: 1,
    model: "scripted",
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

export const model = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const script = [...scripts].find(([word]) => body.includes(word))?.[1] ?? answer("I cannot say.");
  let begun = false;
  const reply = {
    words(text) {
      if (!begun) response.writeHead(200, { "Content-Type": "text/event-stream" });
      begun = true;
      response.write(chunk({ content: text }, null));
    },
    fail(status) {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end('{"error":{"message":"scripted","type":"server_error"}}');
    },
  };
  await script(reply);
  if (response.writableEnded) return;
  if (!begun) reply.words("");
  response.end(chunk({}, "stop") + "data: [DONE]\n\n");
});

export const startModel = () =>
  new Promise((resolve) => model.listen(Number(needed("HARK_MODEL_PORT")), "127.0.0.1", resolve));

export function stopModel() {
  model.close();
  model.closeAllConnections();
}
