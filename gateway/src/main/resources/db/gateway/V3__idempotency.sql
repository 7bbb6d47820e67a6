-- What requests with an Idempotency-Key came to. A key bound to an end user has keys of its own, so that
-- it never meets what another key of the project was told.
CREATE TABLE idempotency (
    project_id    text        NOT NULL,
    mode          text        NOT NULL CHECK (mode IN ('live', 'test')),
    -- The one that the API key is bound to; empty for a key that reaches all.
    bound_to      text        NOT NULL,
    key           text        NOT NULL,
    -- SHA-256 of method, path and body.
    fingerprint   bytea       NOT NULL,
    -- What follows the prefix of the ids that the request makes, each time that it is done.
    made_id       text        NOT NULL,
    -- Who is doing it; null when nobody is.
    claim         text,
    -- Who does it renews this; one who is gone does not, and then another may.
    lease_until   timestamptz,
    -- The answer; null while there is none.
    status        integer,
    headers       jsonb,
    body          text,
    -- Whose words the answer holds, and of which session: they are to be found when those are erased.
    end_user_id   text,
    session_id    text,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, mode, bound_to, key)
);

CREATE UNIQUE INDEX idempotency_claim ON idempotency (claim) WHERE claim IS NOT NULL;
CREATE INDEX idempotency_created ON idempotency (created_at);
CREATE INDEX idempotency_end_user ON idempotency (project_id, mode, end_user_id);
CREATE INDEX idempotency_session ON idempotency (session_id) WHERE session_id IS NOT NULL;
