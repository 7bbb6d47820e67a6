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
