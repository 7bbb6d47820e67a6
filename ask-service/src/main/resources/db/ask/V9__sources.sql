-- Where the chunks are that an answer was made from, best first, so that it is told again with the same ones.
-- Null for user messages, and for answers from before this was noted.
ALTER TABLE ask.messages ADD COLUMN sources jsonb;
