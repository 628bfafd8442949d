-- +goose Up
CREATE SCHEMA profile;

-- Every fact says where it came from: typed by the person, or read from a resume
-- (then with the quote and page) and confirmed.
CREATE TABLE profile.user_profiles (
    user_id       uuid PRIMARY KEY REFERENCES identity.users (id) ON DELETE CASCADE,
    full_name     text NOT NULL DEFAULT '',
    headline      text NOT NULL DEFAULT '',
    summary       text NOT NULL DEFAULT '',
    email         text NOT NULL DEFAULT '',
    phone         text NOT NULL DEFAULT '',
    location      text NOT NULL DEFAULT '',
    linkedin_url  text NOT NULL DEFAULT '',
    github_url    text NOT NULL DEFAULT '',
    portfolio_url text NOT NULL DEFAULT '',
    provenance    jsonb NOT NULL DEFAULT '{}',
    version       integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE TABLE profile.skills (
    id               uuid PRIMARY KEY,
    user_id          uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    name             text NOT NULL,
    level            text NOT NULL DEFAULT '',
    years_experience double precision NOT NULL DEFAULT 0,
    source           text NOT NULL,
    resume_id        uuid,
    quote            text NOT NULL DEFAULT '',
    page             integer NOT NULL DEFAULT 0,
    position         integer NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL,
    CONSTRAINT skills_user_name_key UNIQUE (user_id, name),
    CONSTRAINT skills_source_check CHECK (source IN ('resume', 'typed')),
    CONSTRAINT skills_level_check CHECK (level IN ('', 'beginner', 'intermediate', 'advanced', 'expert'))
);

CREATE TABLE profile.work_experiences (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    company     text NOT NULL DEFAULT '',
    title       text NOT NULL DEFAULT '',
    location    text NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT '',
    start_month text NOT NULL DEFAULT '',
    end_month   text NOT NULL DEFAULT '',
    is_current  boolean NOT NULL DEFAULT false,
    source      text NOT NULL,
    resume_id   uuid,
    quote       text NOT NULL DEFAULT '',
    page        integer NOT NULL DEFAULT 0,
    position    integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    CONSTRAINT work_experiences_source_check CHECK (source IN ('resume', 'typed'))
);
CREATE INDEX work_experiences_user_idx ON profile.work_experiences (user_id);

CREATE TABLE profile.educations (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    institution text NOT NULL DEFAULT '',
    degree      text NOT NULL DEFAULT '',
    field       text NOT NULL DEFAULT '',
    grade       text NOT NULL DEFAULT '',
    start_month text NOT NULL DEFAULT '',
    end_month   text NOT NULL DEFAULT '',
    source      text NOT NULL,
    resume_id   uuid,
    quote       text NOT NULL DEFAULT '',
    page        integer NOT NULL DEFAULT 0,
    position    integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    CONSTRAINT educations_source_check CHECK (source IN ('resume', 'typed'))
);
CREATE INDEX educations_user_idx ON profile.educations (user_id);

CREATE TABLE profile.certifications (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    name       text NOT NULL,
    issuer     text NOT NULL DEFAULT '',
    month      text NOT NULL DEFAULT '',
    source     text NOT NULL,
    resume_id  uuid,
    quote      text NOT NULL DEFAULT '',
    page       integer NOT NULL DEFAULT 0,
    position   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    CONSTRAINT certifications_source_check CHECK (source IN ('resume', 'typed'))
);
CREATE INDEX certifications_user_idx ON profile.certifications (user_id);

CREATE TABLE profile.languages (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    name       text NOT NULL,
    level      text NOT NULL DEFAULT '',
    source     text NOT NULL,
    resume_id  uuid,
    quote      text NOT NULL DEFAULT '',
    page       integer NOT NULL DEFAULT 0,
    position   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    CONSTRAINT languages_user_name_key UNIQUE (user_id, name),
    CONSTRAINT languages_source_check CHECK (source IN ('resume', 'typed'))
);

-- The answer bank: what the person said to a question, to be offered again.
CREATE TABLE profile.answers (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    topic        text NOT NULL,
    question_key text NOT NULL,
    question     text NOT NULL,
    answer       text[] NOT NULL,
    said_at      timestamptz NOT NULL,
    last_used_at timestamptz,
    CONSTRAINT answers_user_question_key UNIQUE (user_id, question_key)
);

-- +goose Down
DROP SCHEMA profile CASCADE;
