import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { credentials } from "../api/client";
import { known as foundKnown, recordings } from "../search/current";
import { draftNow } from "../session/drafts";
import { choose, session, signOut } from "../session/session";
import { Conversation, EVERYTHING } from "./Conversation";
import { askAnew, beginConversation, conversation, loadSessions, openAbout, openConversation, sessions } from "./current";
import { known, learn, library, readLibrary } from "./known";
import { newTurn } from "./turn";

/** A browser's, as far as it is needed. */
const location = { pathname: "/console/ask/as_a", search: "", hash: "" };
Object.assign(globalThis, {
  sessionStorage: { setItem() {}, removeItem() {} },
  location,
  history: { state: null, pushState() {}, replaceState: (_: unknown, __: string, address: string) => (location.pathname = address) },
});

const real = globalThis.fetch;
afterEach(() => void (globalThis.fetch = real));

const person = (id: string) => ({ id, name: null, external_id: null });
const about = { id: "key_1", name: "", project_id: "proj_1", mode: "live" as const, scopes: ["ask:read", "ask:write"], end_user_id: null };

/** With a project's key, which reads what is of everyone. */
function signedInFor(id: string) {
  session.value = { state: "in", key: "sk_live_1", about, bound: false, person: person(id) };
}

const PAGE = { data: [], has_more: false, next_cursor: null };

function server(routes: Record<string, unknown>) {
  globalThis.fetch = async (address) => {
    const path = String(address).split("?")[0]!;
    return Response.json(routes[path] ?? PAGE);
  };
}

const settled = () => new Promise((done) => setTimeout(done, 20));
const scope = { type: "library", recording_ids: [], recording_title: null };

test("another end user's conversation is not there, though the key reads it", async () => {
  server({ "/v1/ask/sessions/as_a": { id: "as_a", end_user_id: "eu_a", title: "Secret", scope } });
  signedInFor("eu_b");
  openConversation("as_a");
  await settled();
  const { loading, title } = conversation.value;
  assert.deepEqual(loading.value, { kind: "notFound", error: null });
  assert.equal(title.value, null);
  signedInFor("eu_a");
  openConversation("as_a");
  await settled();
  assert.equal(conversation.value.title.value, "Secret");
});

test("no conversation begins about another end user's recording", async () => {
  server({ "/v1/recordings/rec_a": { id: "rec_a", end_user_id: "eu_a", title: "Secret" } });
  signedInFor("eu_b");
  await openAbout("rec_a");
  assert.deepEqual(conversation.value.loading.value, { kind: "notFound", error: null });
  assert.equal(known.value.get("rec_a"), null);
  signedInFor("eu_a");
  await openAbout("rec_a");
  assert.equal(conversation.value.loading.value, "no");
});

test("who leaves an end user leaves the address of their things; whose key has ended comes back to it", () => {
  const leaving = (how: () => void) => {
    location.pathname = "/console/ask/as_a";
    signedInFor("eu_a");
    how();
    return location.pathname;
  };
  assert.equal(leaving(() => choose(person("eu_b"))), "/console");
  assert.equal(leaving(() => choose(null)), "/console");
  assert.equal(leaving(() => signOut()), "/console");
  assert.equal(leaving(() => signOut("ended")), "/console/ask/as_a");
});

test("who chooses an end user first stays at the address that they came to", () => {
  location.pathname = "/console/ask/as_a";
  session.value = { state: "in", key: "sk_live_1", about, bound: false, person: null };
  choose(person("eu_a"));
  assert.equal(location.pathname, "/console/ask/as_a");
});

type Late = { path: string; endUser: string | null; answer: (value: unknown, status?: number) => void };

/** Answers when it is told to, whether anybody waits for it still or not. */
function slowServer(): Late[] {
  const asked: Late[] = [];
  globalThis.fetch = (address) => {
    const { pathname, searchParams } = new URL(String(address), "http://hark");
    return new Promise((done) => {
      asked.push({
        path: pathname,
        endUser: searchParams.get("end_user_id"),
        answer: (value, status = 200) => done(Response.json(value, { status })),
      });
    });
  };
  return asked;
}

const pageOf = (...ids: string[]) => ({ data: ids.map((id) => ({ id, title: id })), has_more: false, next_cursor: null });

test("what comes late for one end user is in no list of the next", async () => {
  const asked = slowServer();
  const at = (path: string, endUser: string) => asked.find((one) => one.path === path && one.endUser === endUser)!;
  signedInFor("eu_a");
  void readLibrary();
  void loadSessions();
  void learn("rec_x");
  void foundKnown([]);
  signedInFor("eu_b");
  at("/v1/ask/sessions", "eu_a").answer(pageOf("late"));
  await settled();
  const before: string = sessions.value.state;
  assert.equal(before, "loading");
  void readLibrary();
  void loadSessions();
  at("/v1/recordings", "eu_b").answer(pageOf("rec_b"));
  at("/v1/ask/sessions", "eu_b").answer(pageOf("as_b"));
  for (const late of asked.filter(({ endUser }) => endUser !== "eu_b")) late.answer(pageOf("late"));
  await settled();
  assert.deepEqual(library.value.list.map(({ id }) => id), ["rec_b"]);
  assert.deepEqual([...known.value.keys()], ["rec_b"]);
  assert.deepEqual([...recordings.value.keys()], []);
  const { value: now } = sessions;
  assert.deepEqual(now.state === "ready" && now.list.map(({ id }) => id), ["as_b"]);
});

test("a question that waits is not sent for whoever comes after, and neither is an earlier conversation's", async () => {
  const asked = slowServer();
  signedInFor("eu_a");
  const earlier = beginConversation();
  void earlier.ask("Why?");
  const open = beginConversation();
  void open.ask("What?");
  const questions = asked.filter(({ path }) => path === "/v1/ask/sessions");
  assert.equal(questions.length, 2);
  signedInFor("eu_b");
  const error = { code: "idempotency_in_progress", message: "", param: null, details: null, request_id: "req_1" };
  for (const { answer } of questions) answer({ error }, 409);
  await new Promise((done) => setTimeout(done, 1200));
  assert.equal(asked.filter(({ path }) => path === "/v1/ask/sessions").length, 2);
  assert.deepEqual(open.turns.value.map(({ state }) => state.value.state), ["stopped"]);
});

test("a stored answer is looked for no longer than its reader is there", async () => {
  const asked = slowServer();
  signedInFor("eu_a");
  const open = new Conversation("as_a", () => {});
  const turn = newTurn("Why?", {}, { state: "stopped" });
  const looking = open.recover(turn);
  signedInFor("eu_b");
  await looking;
  assert.deepEqual(asked.filter(({ path }) => path.startsWith("/v1/ask/sessions/as_a")), []);
});

test("a question whose key has ended waits in its box, for the same end user alone", async () => {
  const asked = slowServer();
  credentials.refused = () => signOut("ended");
  signedInFor("eu_a");
  for (const id of [null, "as_a"]) {
    signedInFor("eu_a");
    const asking = new Conversation(id, () => {}).ask("Why?");
    asked.at(-1)!.answer({}, 401);
    await asking;
    assert.equal(session.value.state, "out");
  }
  signedInFor("eu_b");
  assert.deepEqual([draftNow("ask"), draftNow("ask as_a")], ["", ""]);
  signedInFor("eu_a");
  assert.deepEqual([draftNow("ask"), draftNow("ask as_a")], ["Why?", "Why?"]);
});

test("a question that is asked anew is asked once, however often that is pressed", () => {
  const asked = slowServer();
  signedInFor("eu_a");
  const from = beginConversation();
  for (let press = 0; press < 2; press++) askAnew(from, "Why?", {}, EVERYTHING);
  assert.equal(asked.filter(({ path }) => path === "/v1/ask/sessions").length, 1);
});
