-- Titles are searched by any part of them; one index serves project and part.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

CREATE TABLE ask.sessions (
  id text PRIMARY KEY,
  project_id text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  end_user_id text NOT NULL,
  scope_type text NOT NULL CHECK (scope_type IN ('recording', 'library', 'selected')),
  recording_ids text[] NOT NULL,
  recording_title text,
  title text NOT NULL,
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
CREATE INDEX sessions_by_recording ON ask.sessions USING gin (project_id, recording_ids);
-- Without a list of pending entries, so that a look-up costs the same whatever was added last.
CREATE INDEX sessions_by_title
  ON ask.sessions USING gin (project_id, title public.gin_trgm_ops) WITH (fastupdate = off);

CREATE TABLE ask.messages (
  id text PRIMARY KEY,
  session_id text NOT NULL REFERENCES ask.sessions (id) ON DELETE CASCADE,
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
