-- +goose Up
-- Accounts elsewhere that sign people in. Issuer and subject name one for ever; the address
-- is shown and never compared.
CREATE TABLE identity.oauth_connections (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    provider     text NOT NULL,
    issuer       text NOT NULL,
    subject      text NOT NULL,
    email        text NOT NULL DEFAULT '',
    sealed_token bytea,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    CONSTRAINT oauth_connections_subject_key UNIQUE (issuer, subject),
    CONSTRAINT oauth_connections_provider_key UNIQUE (user_id, provider),
    CONSTRAINT oauth_connections_provider_check CHECK (provider IN ('google', 'linkedin', 'github'))
);

-- +goose Down
DROP TABLE identity.oauth_connections;
