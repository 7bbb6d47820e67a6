-- What answers were made from: ids, times and numbers, and the texts that were searched. A receipt goes with its answer,
-- and when something is taken out of the answer.
CREATE TABLE ask.receipts (
  message_id text PRIMARY KEY REFERENCES ask.messages (id) ON DELETE CASCADE,
  receipt jsonb NOT NULL
);
