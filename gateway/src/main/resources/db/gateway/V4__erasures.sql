-- What clients had deleted, and how far it has come. Ids alone: no word of what was deleted.
CREATE TABLE erasures (
    id              text        PRIMARY KEY,
    project_id      text        NOT NULL,
    mode            text        NOT NULL CHECK (mode IN ('live', 'test')),
    type            text        NOT NULL CHECK (type IN ('recording', 'end_user')),
    -- rec_… or eu_…
    target_id       text        NOT NULL,
    -- Whose data it was; of an end user the same as the target.
    end_user_id     text        NOT NULL,
    -- For the logs of the services.
    key_id          text        NOT NULL,
    request_id      text        NOT NULL,
    -- Of the deletion in the services and on Kafka, however often it is sent.
    event_id        text        NOT NULL,
    requested_at    timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    -- Until then whoever took it up is at it, or it waits after a failure.
    next_attempt_at timestamptz NOT NULL,
    completed_at    timestamptz
);

-- A deletion that is asked for again while it goes on is the same one.
CREATE UNIQUE INDEX erasures_pending
    ON erasures (project_id, mode, type, target_id) WHERE completed_at IS NULL;
CREATE INDEX erasures_due ON erasures (next_attempt_at) WHERE completed_at IS NULL;

CREATE TABLE erasure_stores (
    erasure_id   text        NOT NULL REFERENCES erasures (id) ON DELETE CASCADE,
    store        text        NOT NULL,
    -- Counts by kind, of all attempts that told.
    removed      jsonb       NOT NULL DEFAULT '{}',
    completed_at timestamptz,
    PRIMARY KEY (erasure_id, store)
);
