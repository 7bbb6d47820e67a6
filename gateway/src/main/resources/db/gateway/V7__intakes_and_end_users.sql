-- Which recording a client's own id stands for, among those of one end user, and which file was sent for
-- it last. Ids and a hash alone: no word of a transcript.
CREATE TABLE intakes (
    project_id       text        NOT NULL,
    mode             text        NOT NULL CHECK (mode IN ('live', 'test')),
    end_user_id      text        NOT NULL,
    external_id      text        NOT NULL,
    recording_id     text        NOT NULL,
    transcription_id text        NOT NULL,
    -- SHA-256 of the file in hex.
    content_hash     text        NOT NULL,
    created_at       timestamptz NOT NULL,
    -- Since when the broker has the event; null before.
    accepted_at      timestamptz,
    PRIMARY KEY (project_id, mode, end_user_id, external_id)
);

CREATE INDEX intakes_recording ON intakes (recording_id);

-- What is known of end users besides what is theirs; all but the ids is null for one who came with a
-- recording or a session.
CREATE TABLE end_users (
    project_id  text        NOT NULL,
    mode        text        NOT NULL CHECK (mode IN ('live', 'test')),
    id          text        NOT NULL,
    external_id text,
    name        text,
    email       text,
    time_zone   text,
    -- A JSON object.
    metadata    text,
    created_at  timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    updated_at  timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    PRIMARY KEY (project_id, mode, id)
);

CREATE UNIQUE INDEX end_users_external_id ON end_users (project_id, mode, external_id)
    WHERE external_id IS NOT NULL;
CREATE INDEX end_users_listed ON end_users (project_id, mode, created_at DESC, id DESC);
