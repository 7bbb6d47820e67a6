-- Who and what was erased, for good: nothing of it is kept again, however late it comes.
CREATE TABLE ask.erased (
  project_id text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  -- eu_… or rec_…: their prefixes tell them apart.
  id text NOT NULL,
  erased_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, mode, id)
);

-- Finds the answers that cite a recording, and the sessions about it.
CREATE INDEX messages_by_citation ON ask.messages USING gin (parts jsonb_path_ops)
  WHERE role = 'assistant';
