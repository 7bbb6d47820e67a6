-- Recordings whose words stood before the model when it wrote an answer: those of the chunks in its
-- prompt, and those behind the earlier answers. Empty for user messages, and for answers from before
-- this was noted.
ALTER TABLE ask.messages ADD COLUMN given text[] NOT NULL DEFAULT '{}';

-- Finds the answers that may hold a recording's words without citing it.
CREATE INDEX messages_by_given ON ask.messages USING gin (given) WHERE given <> '{}';
