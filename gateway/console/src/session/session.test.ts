import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { credentials } from "../api/client";
import { offered, session, signIn, signOut, startSession } from "./session";

// Of a browser, which the tests have not.
const stored = new Map<string, string>();
let address = new URL("http://hark/console");
const listeners: (() => void)[] = [];
const ROOT = 'a"root/token+of=any.kind&32#chars';
/** Keys that the gateway takes. */
const good = new Set(["sk_mine", "sk_other", ROOT]);
Object.assign(globalThis, {
  sessionStorage: {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  },
  history: { state: null, replaceState: (_: unknown, __: string, to: string) => void (address = new URL(to, address)) },
  addEventListener: (_: string, listener: () => void) => listeners.push(listener),
});
Object.defineProperty(globalThis, "location", { get: () => address, configurable: true });
globalThis.fetch = async (to, init) => {
  const key = new Headers(init?.headers).get("Authorization")!.slice("Bearer ".length);
  if (!good.has(key)) return Response.json({ error: { code: "unauthorized", message: "" } }, { status: 401 });
  return Response.json(String(to).startsWith("/v1/admin") ? { data: [] } : { id: "key_1", scopes: [], project_id: "proj_1", end_user_id: null });
};

/** The page is loaded at `hash`. */
async function load(hash: string) {
  address = new URL(`http://hark/console/ask?recording=rec_1${hash}`);
  listeners.length = 0;
  startSession();
  await settled();
}

async function change(hash: string) {
  address = new URL(hash, address);
  for (const listener of listeners) listener();
  await settled();
}

const settled = () => new Promise((done) => setTimeout(done, 5));
const keyNow = () => (session.value.state === "in" ? session.value.key : session.value.state);

beforeEach(() => {
  signOut();
  offered.value = null;
});

test("a key in the address signs in, whatever characters it has, and is taken out", async () => {
  for (const [hash, key] of [["#key=sk_mine", "sk_mine"], [`#key=${encodeURIComponent(ROOT)}`, ROOT], [`#key=${ROOT}`, ROOT]] as const) {
    signOut();
    await load(hash);
    assert.equal(keyNow(), key);
    assert.equal(address.href, "http://hark/console/ask?recording=rec_1");
  }
});

test("what is no key is taken out of the address too, and told", async () => {
  for (const hash of ["#key=sk_mine%20", "#key=sk_mi.ne", "#key=", "#key=%"]) {
    await load(hash);
    assert.equal(address.hash, "", hash);
    assert.deepEqual(session.value, { state: "out", why: "refused" }, hash);
  }
});

test("who is signed in is asked before another key takes the place of theirs", async () => {
  await load("#key=sk_mine");
  await change("#key=sk_other");
  assert.deepEqual([keyNow(), offered.value, address.hash], ["sk_mine", "sk_other", ""]);
  await signIn(offered.value!);
  assert.deepEqual([keyNow(), offered.value], ["sk_other", null]);
});

test("so they are when the address is opened anew, and not for their own key", async () => {
  await load("#key=sk_mine");
  await load("#key=sk_other");
  assert.deepEqual([keyNow(), offered.value], ["sk_mine", "sk_other"]);
  offered.value = null;
  await load("#key=sk_mine");
  assert.deepEqual([keyNow(), offered.value], ["sk_mine", null]);
});

test("a key that is refused leaves none that a reload would bring back", async () => {
  await load("#key=sk_mine");
  assert.equal(stored.size, 1);
  await signIn("sk_revoked");
  assert.deepEqual([stored.size, credentials.key, keyNow()], [0, null, "out"]);
});
