-- Whether the answer to a request that is being done may be kept: not when what it may tell was deleted meanwhile.
-- A request says from its beginning in which session it is, so that a deletion finds it before it has an answer.
ALTER TABLE idempotency ADD COLUMN keep boolean NOT NULL DEFAULT true;
