/**
 * What the root token opens. These routes are for whoever runs Hark and not in the description of the API:
 * written here by hand, in its form, after `gateway/README.md`.
 */
type Answer<S extends number, T> = { responses: { [K in S]: { content: { "application/json": T } } } };
type Query<Q> = { parameters: { query?: Q } };

export type AdminPaths = {
  "/v1/admin/keys": {
    get: Query<{ project_id?: string; limit?: number; cursor?: string }> &
      Answer<200, { data: ListedKey[]; has_more: boolean; next_cursor: string | null }>;
    post: { requestBody: { content: { "application/json": NewKey } } } & Answer<201, MadeKey>;
  };
  "/v1/admin/keys/{id}": {
    delete: { parameters: { path: { id: string } }; responses: { 204: { content?: never } } };
  };
  "/v1/admin/indexing": { get: Answer<200, Indexing> };
  "/v1/admin/dead-letters": { get: Query<{ limit?: number }> & Answer<200, DeadLetters> };
};

type KeyFacts = {
  id: string;
  project_id: string;
  mode: "live" | "test";
  name: string;
  scopes: string[];
  end_user_id: string | null;
  created_at: string | null;
  expires_at: string | null;
};

export type ListedKey = KeyFacts & {
  /** Its first characters. */
  shown: string;
  revoked_at: string | null;
  last_used_at: string | null;
};

/** The only answer that ever holds the key itself. */
export type MadeKey = KeyFacts & { key: string };

export type NewKey = {
  project_id: string;
  name?: string;
  mode?: "live" | "test";
  /** Left out: every one. */
  scopes?: string[];
  end_user_id?: string;
  expires_at?: string;
};

export type Partition = {
  topic: string;
  partition: number;
  end_offset: number;
  /** Null before the worker has done anything of it. */
  committed_offset: number | null;
  lag: number;
};

export type Indexing = { lag: number; partitions: Partition[] };

export type DeadLetter = {
  id: string;
  created_at: string;
  code: string | null;
  reason: string | null;
  recording_id: string | null;
  end_user_id: string | null;
  topic: string;
  partition: number | null;
  offset: number | null;
};

export type DeadLetters = { total: number; data: DeadLetter[] };
