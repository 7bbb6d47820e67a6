import type { paths } from "#schema";
import type { AdminPaths } from "./admin";
import { failed, failureOf, failureOfThrown, succeeded, type Result } from "./failure";
import { events, type ServerEvent } from "./sse";

type Paths = paths & AdminPaths;
type Method = "get" | "post" | "patch" | "delete";
type Json<R> = R extends { content: { "application/json": infer T } } ? T : undefined;
type Answers<O> = O extends { responses: infer R } ? R : never;

/** Paths of the API that know a method. */
export type PathOf<M extends Method> = {
  [P in keyof Paths]: Paths[P] extends { [K in M]: { responses: unknown } } ? P : never;
}[keyof Paths];
type Operation<M extends Method, P extends PathOf<M>> = Paths[P] extends { [K in M]: infer O } ? O : never;

/** What a call gives when it succeeds, whichever of the statuses of success that is. */
export type AnswerOf<M extends Method, P extends PathOf<M>> =
  Answers<Operation<M, P>> extends infer R
    ? { [S in keyof R & (200 | 201 | 202 | 204)]: Json<R[S]> }[keyof R & (200 | 201 | 202 | 204)]
    : never;

type InPath<O> = O extends { parameters: { path: infer V } } ? { path: V } : { path?: never };
type InQuery<O> = O extends { parameters: { query?: infer V } } ? { query?: V } : { query?: never };
type InBody<O> = O extends { requestBody: { content: { "application/json": infer B } } }
  ? { body: B }
  : O extends { requestBody?: { content: { "application/json": infer B } } }
    ? { body?: B }
    : { body?: never };

export type Sent<M extends Method, P extends PathOf<M>> = InPath<Operation<M, P>> &
  InQuery<Operation<M, P>> &
  InBody<Operation<M, P>> & {
    signal?: AbortSignal;
    /** Of a POST; the same again for a repetition of the same thing that the user did. */
    idempotencyKey?: string;
  };

/** With what calls are made, and what to do when it is refused. Set by `session`, by nobody else. */
export const credentials: { key: string | null; refused: () => void } = {
  key: null,
  refused: () => {},
};

/** A late answer to a key of before says nothing of the one that is used now. */
export function refusedWith(key: string | null): void {
  if (key === credentials.key) credentials.refused();
}

/** A call of the API. It never throws: what can go wrong is in the result. */
export async function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  sent: Sent<M, P>,
): Promise<Result<AnswerOf<M, P>>> {
  const answer = await callWhole(method, path, sent);
  return answer.ok ? succeeded(answer.value.body) : answer;
}

/** A call of which a header of the answer says something too. */
export async function callWhole<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  sent: Sent<M, P>,
): Promise<Result<{ body: AnswerOf<M, P>; headers: Headers }>> {
  const response = await send(method, path, sent, "application/json");
  if (!response.ok) return response;
  try {
    const text = await response.value.text();
    const body = (text === "" ? undefined : JSON.parse(text)) as AnswerOf<M, P>;
    return succeeded({ body, headers: response.value.headers });
  } catch (thrown) {
    return failed(failureOfThrown(thrown));
  }
}

/** A call whose answer comes in server-sent events. What fails before the first is in the result. */
export async function stream<P extends PathOf<"post">>(
  path: P,
  sent: Sent<"post", P>,
): Promise<Result<AsyncIterable<ServerEvent>>> {
  const response = await send("post", path, sent, "text/event-stream");
  return response.ok ? succeeded(events(response.value.body!)) : response;
}

/** A call whose answer is a file. */
export async function file<P extends PathOf<"get">>(
  path: P,
  sent: Sent<"get", P>,
): Promise<Result<Response>> {
  return send("get", path, sent, "*/*");
}

async function send(
  method: Method,
  path: string,
  sent: Sent<never, never> | object,
  accept: string,
): Promise<Result<Response>> {
  const { path: inPath, query, body, signal, idempotencyKey } = sent as {
    path?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
    signal?: AbortSignal;
    idempotencyKey?: string;
  };
  const headers: Record<string, string> = { Accept: accept };
  const { key } = credentials;
  if (key) headers.Authorization = `Bearer ${key}`;
  if (method === "post") headers["Idempotency-Key"] = idempotencyKey ?? newIdempotencyKey();
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(address(path, inPath, query), {
      method: method.toUpperCase(),
      headers,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      signal: signal ?? null,
      cache: "no-store",
      credentials: "omit",
    });
    if (response.ok) return succeeded(response);
    const failure = failureOf(response.status, await errorBody(response), response.headers.get("Retry-After"));
    if (failure.kind === "unauthorized") refusedWith(key);
    return failed(failure);
  } catch (thrown) {
    return failed(failureOfThrown(thrown));
  }
}

/** crypto.randomUUID is there in secure contexts alone, and Hark is also used over plain http. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

async function errorBody(response: Response) {
  // A proxy between may answer in something else.
  return response.json().catch(() => null);
}

export function address(
  path: string,
  inPath: Record<string, string> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(inPath[name] ?? ""),
  );
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== "") parameters.append(name, String(each));
    }
  }
  const text = parameters.toString();
  return text ? `${filled}?${text}` : filled;
}
