-- +goose Up
-- Keys that programs act with. Only the hash is kept; lookup is the part that finds a
-- key and is no secret.
CREATE TABLE identity.api_keys (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    app          text NOT NULL,
    name         text NOT NULL,
    lookup       text NOT NULL,
    key_hash     bytea NOT NULL,
    scopes       text NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    replaced_by  uuid REFERENCES identity.api_keys (id) ON DELETE SET NULL,
    CONSTRAINT api_keys_lookup_key UNIQUE (lookup),
    CONSTRAINT api_keys_app_check CHECK (app IN ('seeker', 'employer')),
    CONSTRAINT api_keys_scopes_check CHECK (scopes <> ''),
    CONSTRAINT api_keys_lifetime_check CHECK (expires_at <= created_at + interval '366 days')
);
CREATE INDEX api_keys_user_idx ON identity.api_keys (user_id, app, created_at);

-- +goose Down
DROP TABLE identity.api_keys;
