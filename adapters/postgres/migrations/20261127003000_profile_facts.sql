-- +goose Up
-- Facts also come from files and connected accounts, once the person took them over.
ALTER TABLE profile.skills DROP CONSTRAINT skills_source_check, ADD CONSTRAINT skills_source_check
    CHECK (source IN ('resume', 'typed', 'linkedin', 'github', 'jsonresume', 'linkedin_archive'));
ALTER TABLE profile.work_experiences DROP CONSTRAINT work_experiences_source_check, ADD CONSTRAINT work_experiences_source_check
    CHECK (source IN ('resume', 'typed', 'linkedin', 'github', 'jsonresume', 'linkedin_archive'));
ALTER TABLE profile.educations DROP CONSTRAINT educations_source_check, ADD CONSTRAINT educations_source_check
    CHECK (source IN ('resume', 'typed', 'linkedin', 'github', 'jsonresume', 'linkedin_archive'));
ALTER TABLE profile.certifications DROP CONSTRAINT certifications_source_check, ADD CONSTRAINT certifications_source_check
    CHECK (source IN ('resume', 'typed', 'linkedin', 'github', 'jsonresume', 'linkedin_archive'));
ALTER TABLE profile.languages DROP CONSTRAINT languages_source_check, ADD CONSTRAINT languages_source_check
    CHECK (source IN ('resume', 'typed', 'linkedin', 'github', 'jsonresume', 'linkedin_archive'));

ALTER TABLE profile.certifications
    ADD COLUMN number        text NOT NULL DEFAULT '',
    ADD COLUMN url           text NOT NULL DEFAULT '',
    ADD COLUMN expires_month text NOT NULL DEFAULT '';

ALTER TABLE profile.user_profiles ADD COLUMN photo_id uuid;

CREATE TABLE profile.links (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    label      text NOT NULL DEFAULT '',
    url        text NOT NULL,
    source     text NOT NULL,
    position   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    CONSTRAINT links_source_check CHECK (source IN ('typed', 'linkedin', 'github', 'jsonresume', 'linkedin_archive'))
);
CREATE INDEX links_user_idx ON profile.links (user_id);

-- Only what the person said about a country; nothing here is read or inferred.
CREATE TABLE profile.work_authorisations (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    country     text NOT NULL,
    status      text NOT NULL DEFAULT '',
    sponsorship text NOT NULL DEFAULT '',
    valid_until date,
    position    integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    CONSTRAINT work_authorisations_user_country_key UNIQUE (user_id, country),
    CONSTRAINT work_authorisations_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT work_authorisations_status_check CHECK (status IN ('', 'citizen', 'permanent', 'temporary', 'none')),
    CONSTRAINT work_authorisations_sponsorship_check CHECK (sponsorship IN ('', 'needed', 'not_needed'))
);

CREATE TABLE profile.preferences (
    user_id             uuid PRIMARY KEY REFERENCES identity.users (id) ON DELETE CASCADE,
    job_types           text[] NOT NULL DEFAULT '{}',
    locations           text[] NOT NULL DEFAULT '{}',
    remote              text[] NOT NULL DEFAULT '{}',
    pay_min             bigint NOT NULL DEFAULT 0,
    pay_max             bigint NOT NULL DEFAULT 0,
    pay_currency        text NOT NULL DEFAULT '',
    pay_interval        text NOT NULL DEFAULT '',
    industries          text[] NOT NULL DEFAULT '{}',
    notice_period       text NOT NULL DEFAULT '',
    job_alert_frequency text NOT NULL DEFAULT '',
    email_notifications boolean NOT NULL DEFAULT true,
    push_notifications  boolean NOT NULL DEFAULT true,
    version             integer NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CONSTRAINT preferences_job_types_check CHECK (job_types <@ '{full_time,part_time,contract,temporary,internship}'),
    CONSTRAINT preferences_remote_check CHECK (remote <@ '{remote,hybrid,none}'),
    CONSTRAINT preferences_pay_interval_check CHECK (pay_interval IN ('', 'hour', 'day', 'week', 'month', 'year')),
    CONSTRAINT preferences_job_alert_frequency_check CHECK (job_alert_frequency IN ('', 'instant', 'daily', 'weekly', 'never'))
);

-- Facts from elsewhere that wait for the person's decision. A closed one forgets them.
CREATE TABLE profile.imports (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    source     text NOT NULL,
    file_name  text NOT NULL DEFAULT '',
    facts      jsonb NOT NULL,
    notes      text[] NOT NULL DEFAULT '{}',
    status     text NOT NULL DEFAULT 'open',
    created_at timestamptz NOT NULL,
    closed_at  timestamptz,
    CONSTRAINT imports_source_check CHECK (source IN ('linkedin', 'github', 'jsonresume', 'linkedin_archive')),
    CONSTRAINT imports_status_check CHECK (status IN ('open', 'taken', 'dismissed'))
);
CREATE UNIQUE INDEX imports_open_key ON profile.imports (user_id, source) WHERE status = 'open';

-- +goose Down
DROP TABLE profile.imports, profile.preferences, profile.work_authorisations, profile.links;
ALTER TABLE profile.user_profiles DROP COLUMN photo_id;
ALTER TABLE profile.certifications DROP COLUMN number, DROP COLUMN url, DROP COLUMN expires_month;
