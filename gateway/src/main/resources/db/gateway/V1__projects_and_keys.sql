CREATE TABLE projects (
    id                    text        PRIMARY KEY,
    rate_limit_per_minute integer     NOT NULL DEFAULT 100 CHECK (rate_limit_per_minute > 0),
    created_at            timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_keys (
    id           text        PRIMARY KEY,
    project_id   text        NOT NULL REFERENCES projects (id),
    mode         text        NOT NULL CHECK (mode IN ('live', 'test')),
    -- SHA-256 in hex. The key itself is nowhere.
    hash         text        NOT NULL UNIQUE,
    -- The first characters, for its owner to recognise it.
    shown        text        NOT NULL,
    -- Null for a key that has every scope, those that are added later too.
    scopes       text[],
    -- Null for a key that reaches every end user of the project.
    end_user_id  text,
    name         text        NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

CREATE INDEX api_keys_project ON api_keys (project_id, created_at);
