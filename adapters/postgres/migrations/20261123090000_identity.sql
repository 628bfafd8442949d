-- +goose Up
CREATE SCHEMA identity;

CREATE TABLE identity.users (
    id                uuid PRIMARY KEY,
    email             text NOT NULL,
    name              text NOT NULL,
    password_hash     text NOT NULL,
    email_verified_at timestamptz,
    status            text NOT NULL DEFAULT 'active',
    platform_role     text NOT NULL DEFAULT '',
    version           integer NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_email_lower CHECK (email = lower(email)),
    CONSTRAINT users_status_check CHECK (status IN ('active', 'suspended', 'deleted')),
    CONSTRAINT users_platform_role_check CHECK (platform_role IN ('', 'super', 'moderator', 'support', 'finance', 'analyst'))
);

-- One row per browser that is signed in to one app. Only the hash of its token is kept.
CREATE TABLE identity.sessions (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    app          text NOT NULL,
    token_hash   bytea NOT NULL,
    ip_address   inet,
    user_agent   text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT sessions_token_hash_key UNIQUE (token_hash),
    CONSTRAINT sessions_app_check CHECK (app IN ('seeker', 'employer', 'admin'))
);
CREATE INDEX sessions_user_idx ON identity.sessions (user_id);
CREATE INDEX sessions_expiry_idx ON identity.sessions (expires_at);

-- One row per client that is signed in to one app with tokens. A family is revoked as
-- a whole, and its row is locked while one of its tokens is used, so no child can slip
-- past a revocation.
CREATE TABLE identity.refresh_families (
    id             uuid PRIMARY KEY,
    user_id        uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    app            text NOT NULL,
    ip_address     inet,
    user_agent     text NOT NULL DEFAULT '',
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    revoked_at     timestamptz,
    revoked_reason text NOT NULL DEFAULT '',
    CONSTRAINT refresh_families_app_check CHECK (app IN ('seeker', 'employer', 'admin')),
    CONSTRAINT refresh_families_reason_check CHECK (revoked_reason IN ('', 'signed_out', 'reused', 'account_closed')),
    CONSTRAINT refresh_families_revoked_check CHECK ((revoked_at IS NULL) = (revoked_reason = ''))
);
CREATE INDEX refresh_families_user_idx ON identity.refresh_families (user_id);
CREATE INDEX refresh_families_expiry_idx ON identity.refresh_families (expires_at);

-- The links of a family. A token has at most one child, and is spent when it has one.
-- The child is derived from its parent and the salt, so that a repeated use of the
-- parent within the grace answers the same child, though only hashes are stored.
CREATE TABLE identity.refresh_tokens (
    id         uuid PRIMARY KEY,
    family_id  uuid NOT NULL REFERENCES identity.refresh_families (id) ON DELETE CASCADE,
    parent_id  uuid REFERENCES identity.refresh_tokens (id) ON DELETE CASCADE,
    token_hash bytea NOT NULL,
    salt       bytea,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    spent_at   timestamptz,
    CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash),
    CONSTRAINT refresh_tokens_parent_key UNIQUE (parent_id)
);
CREATE INDEX refresh_tokens_family_idx ON identity.refresh_tokens (family_id);

CREATE TABLE identity.email_verification_tokens (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    email      text NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT email_verification_tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX email_verification_tokens_user_idx ON identity.email_verification_tokens (user_id);

-- Ed25519 keys that sign access tokens; the private half is sealed with the key-encryption key.
CREATE TABLE identity.signing_keys (
    id             uuid PRIMARY KEY,
    public_key     bytea NOT NULL,
    sealed_private bytea NOT NULL,
    created_at     timestamptz NOT NULL,
    retired_at     timestamptz
);
-- One key signs; retired ones only verify until their last token has expired.
CREATE UNIQUE INDEX signing_keys_active_key ON identity.signing_keys ((true)) WHERE retired_at IS NULL;

-- +goose Down
DROP SCHEMA identity CASCADE;
