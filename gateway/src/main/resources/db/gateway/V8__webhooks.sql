-- Whom projects want to have told what happens.
CREATE TABLE webhook_endpoints (
    id              text        PRIMARY KEY,
    project_id      text        NOT NULL,
    mode            text        NOT NULL CHECK (mode IN ('live', 'test')),
    url             text        NOT NULL,
    events          text[]      NOT NULL,
    description     text,
    enabled         boolean     NOT NULL DEFAULT true,
    -- Encrypted by HARK_WEBHOOK_SECRET_KEY.
    secret          text        NOT NULL,
    -- The one before it signs too, for a while.
    previous_secret text,
    previous_until  timestamptz,
    -- Of the request that made the secret: done again, it makes no other.
    rotation        text        NOT NULL,
    -- Since when no attempt has succeeded; null after one that did.
    failing_since   timestamptz,
    -- When it was disabled as it had failed for too long.
    disabled_at     timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX webhook_endpoints_project ON webhook_endpoints (project_id, mode, id COLLATE "C" DESC);

-- What happened, as it is sent: ids and states, never a word.
CREATE TABLE webhook_events (
    id           text        PRIMARY KEY,
    project_id   text        NOT NULL,
    mode         text        NOT NULL CHECK (mode IN ('live', 'test')),
    type         text        NOT NULL,
    -- Whom and what it is about, so that it goes with them; null where nobody said.
    end_user_id  text,
    recording_id text,
    body         text        NOT NULL,
    created_at   timestamptz NOT NULL
);
CREATE INDEX webhook_events_end_user ON webhook_events (project_id, mode, end_user_id);
CREATE INDEX webhook_events_recording ON webhook_events (project_id, mode, recording_id);
CREATE INDEX webhook_events_age ON webhook_events (created_at);

CREATE TABLE webhook_deliveries (
    seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        text        NOT NULL REFERENCES webhook_events (id) ON DELETE CASCADE,
    endpoint_id     text        NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
    status          text        NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts        integer     NOT NULL DEFAULT 0,
    -- Of the last attempt: the status, if there was an answer, and what was wrong.
    response_code   integer,
    error           text,
    created_at      timestamptz NOT NULL,
    last_attempt_at timestamptz,
    -- Until then it waits, or whoever took it up is at it; null once it is not pending.
    next_attempt_at timestamptz,
    UNIQUE (event_id, endpoint_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_due_at ON webhook_deliveries (endpoint_id, next_attempt_at) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_list ON webhook_deliveries (endpoint_id, seq DESC);

-- Nothing more is told of what was, or is being, erased.
CREATE INDEX erasures_target ON erasures (project_id, mode, target_id);
