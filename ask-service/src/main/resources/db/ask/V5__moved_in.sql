-- The transaction that added a message, and the one that a session was made or got its latest message
-- in. A list of sessions is that of the moment when its first page was read: by times alone a message
-- of the same millisecond, or one that was stored late, could not be told from one that was there.
-- Null is older than any list.
ALTER TABLE ask.messages ADD COLUMN added_in xid8;
ALTER TABLE ask.messages ALTER COLUMN added_in SET DEFAULT pg_current_xact_id();
ALTER TABLE ask.sessions ADD COLUMN moved_in xid8;
ALTER TABLE ask.sessions ALTER COLUMN moved_in SET DEFAULT pg_current_xact_id();

CREATE INDEX sessions_moved ON ask.sessions (project_id, mode, moved_in) WHERE moved_in IS NOT NULL;

-- Whether what this transaction wrote was there at that moment. One that has not begun yet is of
-- another cluster, from which the rows were restored.
CREATE FUNCTION ask.seen(added_in xid8, moment pg_snapshot) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN added_in IS NULL
    OR pg_visible_in_snapshot(added_in, moment)
    OR added_in >= pg_snapshot_xmax(pg_current_snapshot());
