-- +goose Up
CREATE SCHEMA common;

-- What happened, in order, for the person whose page is open: the rows behind
-- server-sent events. A page resumes after the last sequence that it saw.
CREATE TABLE common.events (
    seq     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    topic   text NOT NULL,
    kind    text NOT NULL,
    data    jsonb NOT NULL DEFAULT '{}',
    at      timestamptz NOT NULL
);
CREATE INDEX events_user_topic_idx ON common.events (user_id, topic, seq);

-- A client's key for one logical write. The row is claimed and completed in the
-- same transaction as the effect, so a replay answers the first answer.
CREATE TABLE common.idempotency_keys (
    scope        text NOT NULL,
    key          text NOT NULL,
    request_hash bytea NOT NULL,
    status       integer,
    body         bytea,
    created_at   timestamptz NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_age_idx ON common.idempotency_keys (created_at);

-- +goose Down
DROP SCHEMA common CASCADE;
