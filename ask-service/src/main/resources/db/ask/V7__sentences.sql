-- What each sentence of an answer rests on, in ids alone: sets of recordings, and it is taken out when
-- every one of a set is erased. Null for user messages, and for answers from before this was noted:
-- these go whole.
ALTER TABLE ask.messages ADD COLUMN sentences jsonb;

-- Whether an erasure left nothing of an answer but the sentence that says so.
ALTER TABLE ask.messages ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
UPDATE ask.messages SET withdrawn = true
WHERE role = 'assistant'
  AND parts @> '[{"text": "This answer was removed: it rested on a recording that has been deleted."}]'
  AND jsonb_array_length(parts) = 1;

-- Answers that were given a recording which was erased before this was noted may still hold its words:
-- they go whole, and what was said after them without a citation.
WITH left_behind AS (
  UPDATE ask.messages message
  SET content = 'This answer was removed: it rested on a recording that has been deleted.',
    parts = '[{"text": "This answer was removed: it rested on a recording that has been deleted."}]',
    cited_chunks = '{}', given = '{}', withdrawn = true
  FROM ask.sessions session
  WHERE session.id = message.session_id AND message.given <> '{}'
    AND EXISTS (
      SELECT FROM ask.erased gone
      WHERE gone.project_id = session.project_id AND gone.mode = session.mode
        AND gone.id = ANY (message.given))
  RETURNING message.session_id, message.position)
UPDATE ask.messages later
SET content = 'This answer was removed: it rested on a recording that has been deleted.',
  parts = '[{"text": "This answer was removed: it rested on a recording that has been deleted."}]',
  cited_chunks = '{}', given = '{}', withdrawn = true
FROM (SELECT session_id, min(position) AS position FROM left_behind GROUP BY session_id) first
WHERE later.session_id = first.session_id AND later.position > first.position
  AND later.role = 'assistant' AND later.given = '{}' AND NOT later.withdrawn
  AND NOT jsonb_path_exists(later.parts, '$[*].recording_id');
