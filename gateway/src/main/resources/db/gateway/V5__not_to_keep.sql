-- Whether the answer to a request that is being done may be kept: not when what it may tell was deleted meanwhile.
-- A request says from its beginning in which session it is, so that a deletion finds it before it has an answer.
ALTER TABLE idempotency ADD COLUMN keep boolean NOT NULL DEFAULT true;
-- Whether its session was, or was to be, deleted: a request that made the session does not make it again.
ALTER TABLE idempotency ADD COLUMN session_deleted boolean NOT NULL DEFAULT false;
