-- Ids under which the same words came again while the message waited for its answer.
ALTER TABLE ask.messages ADD COLUMN other_ids text[] NOT NULL DEFAULT '{}';

-- Few messages have any, and whoever sends a message looks for one of them.
CREATE INDEX messages_with_other_ids ON ask.messages (session_id) WHERE other_ids <> '{}';
