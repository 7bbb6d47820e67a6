-- What a project may still ask, as reckoned last. Not logged, as it is written often and worth
-- little: after a crash of the database every project begins with a full budget.
CREATE UNLOGGED TABLE rate_budgets (
    project_id  text             PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    tokens      double precision NOT NULL,
    refilled_at timestamptz      NOT NULL
);

-- What each gateway has taken out of a budget and may still hold. A gateway that died gives nothing
-- back; its lease ends by itself.
CREATE UNLOGGED TABLE rate_leases (
    project_id text        NOT NULL REFERENCES rate_budgets (project_id) ON DELETE CASCADE,
    gateway    text        NOT NULL,
    tokens     integer     NOT NULL,
    ends_at    timestamptz NOT NULL,
    PRIMARY KEY (project_id, gateway)
);

-- One step of a token bucket that several gateways share: refills it, puts back what a gateway does
-- not need, and gives it up to half of what is there, so that the last tokens do not all lie where
-- nobody asks for them. What gateways hold counts as in the bucket when that is full, so that all
-- together never let more through than one bucket would.
CREATE FUNCTION take_tokens(
    in_project text, in_gateway text, in_limit integer,
    in_kept integer, in_back integer, in_wanted integer, in_lease interval,
    OUT granted integer, OUT tokens_left double precision)
LANGUAGE plpgsql AS $$
DECLARE
    budget    gateway.rate_budgets%ROWTYPE;
    moment    timestamptz;
    elsewhere integer;
BEGIN
    LOOP
        SELECT * INTO budget FROM gateway.rate_budgets WHERE project_id = in_project FOR UPDATE;
        EXIT WHEN FOUND;
        INSERT INTO gateway.rate_budgets VALUES (in_project, in_limit, clock_timestamp())
        ON CONFLICT DO NOTHING;
    END LOOP;
    moment := clock_timestamp();
    DELETE FROM gateway.rate_leases WHERE project_id = in_project AND ends_at <= moment;
    SELECT coalesce(sum(tokens), 0) INTO elsewhere
    FROM gateway.rate_leases WHERE project_id = in_project AND gateway <> in_gateway;
    tokens_left := budget.tokens + in_back
        + in_limit / 60.0 * greatest(extract(epoch FROM moment - budget.refilled_at), 0);
    tokens_left := greatest(least(tokens_left, in_limit - elsewhere - in_kept), 0);
    granted := least(in_wanted, ceil(floor(tokens_left) / 2));
    tokens_left := tokens_left - granted;
    UPDATE gateway.rate_budgets SET tokens = tokens_left, refilled_at = moment
    WHERE project_id = in_project;
    INSERT INTO gateway.rate_leases VALUES (in_project, in_gateway, in_kept + granted, moment + in_lease)
    ON CONFLICT (project_id, gateway)
    DO UPDATE SET tokens = excluded.tokens, ends_at = excluded.ends_at;
END
$$;

-- Tells every gateway which key it must look up again, by its hash, or of which project all.
CREATE FUNCTION tell_key_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hark_keys', OLD.hash);
    RETURN NULL;
END
$$;

CREATE FUNCTION tell_project_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hark_keys', OLD.id);
    RETURN NULL;
END
$$;

-- Not for last_used_at.
CREATE TRIGGER api_keys_changed
    AFTER DELETE OR UPDATE OF
        project_id, mode, hash, scopes, end_user_id, expires_at, revoked_at
    ON api_keys FOR EACH ROW EXECUTE FUNCTION tell_key_changed();

CREATE TRIGGER projects_changed
    AFTER UPDATE OF rate_limit_per_minute ON projects FOR EACH ROW
    WHEN (OLD.rate_limit_per_minute IS DISTINCT FROM NEW.rate_limit_per_minute)
    EXECUTE FUNCTION tell_project_changed();
