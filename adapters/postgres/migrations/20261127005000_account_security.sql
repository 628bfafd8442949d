-- +goose Up
ALTER TABLE identity.users
    ADD COLUMN language text NOT NULL DEFAULT 'en',
    ADD COLUMN time_zone text NOT NULL DEFAULT '',
    ADD CONSTRAINT users_language_check CHECK (language IN ('en'));

-- How somebody showed who they are, and when they last did: the newest proof allows to
-- change how one signs in for a while.
ALTER TABLE identity.sessions
    ADD COLUMN proved text NOT NULL DEFAULT '',
    ADD COLUMN proved_at timestamptz;
UPDATE identity.sessions SET proved_at = created_at WHERE proved_at IS NULL;
ALTER TABLE identity.sessions ALTER COLUMN proved_at SET NOT NULL;

ALTER TABLE identity.refresh_families
    ADD COLUMN proved text NOT NULL DEFAULT '',
    ADD COLUMN proved_at timestamptz,
    DROP CONSTRAINT refresh_families_reason_check,
    ADD CONSTRAINT refresh_families_reason_check
        CHECK (revoked_reason IN ('', 'signed_out', 'reused', 'account_closed', 'by_owner', 'changed'));
UPDATE identity.refresh_families SET proved_at = created_at WHERE proved_at IS NULL;
ALTER TABLE identity.refresh_families ALTER COLUMN proved_at SET NOT NULL;

-- One authenticator app per account. It counts once a first code has confirmed it. The
-- newest step that was used is kept, so that no code works twice.
CREATE TABLE identity.mfa_secrets (
    user_id       uuid PRIMARY KEY REFERENCES identity.users (id) ON DELETE CASCADE,
    sealed_secret bytea NOT NULL,
    created_at    timestamptz NOT NULL,
    confirmed_at  timestamptz,
    last_step     bigint NOT NULL DEFAULT 0
);

CREATE TABLE identity.recovery_codes (
    user_id   uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at   timestamptz,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash)
);

-- The public halves of key pairs on people's devices.
CREATE TABLE identity.passkeys (
    id              uuid PRIMARY KEY,
    user_id         uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    site            text NOT NULL,
    credential_id   bytea NOT NULL,
    public_key      bytea NOT NULL,
    sign_count      bigint NOT NULL,
    transports      text NOT NULL DEFAULT '',
    model           text NOT NULL DEFAULT '',
    backup_eligible boolean NOT NULL,
    backed_up       boolean NOT NULL,
    name            text NOT NULL,
    created_at      timestamptz NOT NULL,
    last_used_at    timestamptz,
    CONSTRAINT passkeys_credential_key UNIQUE (credential_id)
);
CREATE INDEX passkeys_user_idx ON identity.passkeys (user_id);

-- Questions about passkeys that were answered: an answer counts once. Questions that are
-- still open are kept by whoever was asked, sealed.
CREATE TABLE identity.answered_ceremonies (
    challenge_hash bytea PRIMARY KEY,
    expires_at     timestamptz NOT NULL
);
CREATE INDEX answered_ceremonies_expiry_idx ON identity.answered_ceremonies (expires_at);

-- Sign-ins that wait for a second proof.
CREATE TABLE identity.sign_in_challenges (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    app        text NOT NULL,
    browser    boolean NOT NULL,
    ip_address inet,
    user_agent text NOT NULL DEFAULT '',
    proved     text NOT NULL,
    token_hash bytea NOT NULL,
    attempts   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT sign_in_challenges_token_hash_key UNIQUE (token_hash),
    CONSTRAINT sign_in_challenges_app_check CHECK (app IN ('seeker', 'employer', 'admin'))
);
CREATE INDEX sign_in_challenges_user_idx ON identity.sign_in_challenges (user_id);
CREATE INDEX sign_in_challenges_expiry_idx ON identity.sign_in_challenges (expires_at);

-- A move from one address to another, kept until it cannot be taken back any more.
CREATE TABLE identity.email_changes (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    from_email   text NOT NULL,
    to_email     text NOT NULL,
    app          text NOT NULL,
    created_at   timestamptz NOT NULL,
    confirmed_at timestamptz,
    undone_at    timestamptz,
    CONSTRAINT email_changes_app_check CHECK (app IN ('seeker', 'employer', 'admin'))
);
CREATE INDEX email_changes_user_idx ON identity.email_changes (user_id);

-- The way back in for people who have lost their second factor.
CREATE TABLE identity.factor_removals (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    app           text NOT NULL,
    created_at    timestamptz NOT NULL,
    confirmed_at  timestamptz,
    called_off_at timestamptz,
    done_at       timestamptz,
    CONSTRAINT factor_removals_app_check CHECK (app IN ('seeker', 'employer', 'admin')),
    CONSTRAINT factor_removals_end_check CHECK (called_off_at IS NULL OR done_at IS NULL)
);
-- One that is under way at a time.
CREATE UNIQUE INDEX factor_removals_open_key ON identity.factor_removals (user_id) WHERE called_off_at IS NULL AND done_at IS NULL;

-- Mailed links of all purposes but the confirmation of a first address.
CREATE TABLE identity.mail_links (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    purpose    text NOT NULL,
    about_id   uuid,
    email      text NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT mail_links_token_hash_key UNIQUE (token_hash),
    CONSTRAINT mail_links_purpose_check CHECK (purpose IN ('password_reset', 'new_email', 'undo_email', 'drop_factor', 'keep_factor'))
);
CREATE INDEX mail_links_user_idx ON identity.mail_links (user_id);
CREATE INDEX mail_links_expiry_idx ON identity.mail_links (expires_at);

-- Browsers and clients that somebody has signed in with before, by a hash.
CREATE TABLE identity.known_devices (
    user_id      uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    device_hash  bytea NOT NULL,
    first_at     timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    CONSTRAINT known_devices_pkey PRIMARY KEY (user_id, device_hash)
);
CREATE INDEX known_devices_last_used_idx ON identity.known_devices (last_used_at);

-- +goose Down
DROP TABLE identity.known_devices, identity.mail_links, identity.factor_removals, identity.email_changes, identity.sign_in_challenges,
    identity.answered_ceremonies, identity.passkeys, identity.recovery_codes, identity.mfa_secrets;
UPDATE identity.refresh_families SET revoked_reason = 'signed_out' WHERE revoked_reason IN ('by_owner', 'changed');
ALTER TABLE identity.refresh_families
    DROP COLUMN proved, DROP COLUMN proved_at,
    DROP CONSTRAINT refresh_families_reason_check,
    ADD CONSTRAINT refresh_families_reason_check CHECK (revoked_reason IN ('', 'signed_out', 'reused', 'account_closed'));
ALTER TABLE identity.sessions DROP COLUMN proved, DROP COLUMN proved_at;
ALTER TABLE identity.users DROP CONSTRAINT users_language_check, DROP COLUMN language, DROP COLUMN time_zone;
