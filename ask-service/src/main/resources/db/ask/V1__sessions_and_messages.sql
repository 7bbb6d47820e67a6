-- One index serves a recording and its project together.
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

-- What a title is found by: every part of one to three characters, in lower case, each under the
-- project and mode, so that a look-up never meets another project's titles. Trigrams of pg_trgm would
-- leave out what is shorter than three characters, and signs.
CREATE FUNCTION ask.title_parts(project_id text, mode text, title_lower text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (
    SELECT array_agg(DISTINCT concat(project_id, ' ', mode, ' ', substr(title_lower, i, n)))
    FROM generate_series(1, length(title_lower)) i, generate_series(1, 3) n);

-- Parts that every title has which holds this; those that do not overlap are enough.
CREATE FUNCTION ask.parts_of_query(project_id text, mode text, q text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (
    SELECT array_agg(
      DISTINCT concat(project_id, ' ', mode, ' ',
        substr(lower(q), least(i, greatest(1, length(q) - 2)), 3)))
    FROM generate_series(1, length(q), 3) i);

CREATE TABLE ask.sessions (
  -- Ties are broken by it, here and in the service.
  id text COLLATE "C" PRIMARY KEY,
  project_id text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  end_user_id text NOT NULL,
  scope_type text NOT NULL CHECK (scope_type IN ('recording', 'library', 'selected')),
  recording_ids text[] NOT NULL,
  recording_title text,
  title text NOT NULL,
  -- Compared with what is looked for; to lower thousands of titles at each look-up takes longer.
  title_lower text COLLATE "C" GENERATED ALWAYS AS (lower(title)) STORED,
  message_count integer NOT NULL DEFAULT 0,
  -- Position of the latest message; the next one takes the next.
  last_position bigint NOT NULL DEFAULT 0,
  last_message_at timestamptz NOT NULL,
  last_model text,
  last_provider text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE INDEX sessions_of_project
  ON ask.sessions (project_id, mode, last_message_at DESC, id DESC);
CREATE INDEX sessions_of_end_user
  ON ask.sessions (project_id, mode, end_user_id, last_message_at DESC, id DESC);
CREATE INDEX sessions_of_scope_type
  ON ask.sessions (project_id, mode, scope_type, last_message_at DESC, id DESC);
CREATE INDEX sessions_by_recording ON ask.sessions USING gin (project_id, recording_ids);
-- Without a list of pending entries, so that a look-up costs the same whatever was added last.
CREATE INDEX sessions_by_title
  ON ask.sessions USING gin (ask.title_parts(project_id, mode, title_lower)) WITH (fastupdate = off);

CREATE TABLE ask.messages (
  id text PRIMARY KEY,
  session_id text COLLATE "C" NOT NULL REFERENCES ask.sessions (id) ON DELETE CASCADE,
  -- Order within the session, from 1.
  position bigint NOT NULL,
  role text NOT NULL CHECK (role IN ('user', 'assistant')),
  content text NOT NULL,
  -- User messages: whether an answer is stored. Answers: true.
  answered boolean NOT NULL,
  -- The rest is of answers only, but for the recordings that a user message mentions.
  answers text UNIQUE REFERENCES ask.messages (id) ON DELETE CASCADE,
  parts jsonb,
  cited_chunks text[] NOT NULL DEFAULT '{}',
  mentioned text[] NOT NULL DEFAULT '{}',
  input_tokens bigint,
  output_tokens bigint,
  cached_tokens bigint,
  model text,
  provider text,
  finish_reason text CHECK (finish_reason IN ('stop', 'length', 'content_filter')),
  created_at timestamptz NOT NULL,
  UNIQUE (session_id, position)
);

-- Few messages ever wait, and a retry looks for one of them.
CREATE INDEX messages_waiting ON ask.messages (session_id) WHERE NOT answered;

-- Signs cursors; made once for all instances.
CREATE TABLE ask.cursor_key (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  key text NOT NULL
);
INSERT INTO ask.cursor_key (key) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
