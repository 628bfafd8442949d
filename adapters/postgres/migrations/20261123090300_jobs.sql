-- +goose Up
CREATE SCHEMA jobs;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE TABLE jobs.companies (
    id          uuid PRIMARY KEY,
    key         text NOT NULL,
    name        text NOT NULL,
    description text NOT NULL DEFAULT '',
    website     text NOT NULL DEFAULT '',
    demo        boolean NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL,
    CONSTRAINT companies_key_key UNIQUE (key)
);

-- A followed feed. A failed fetch is remembered here and closes nothing.
CREATE TABLE jobs.boards (
    id              uuid PRIMARY KEY,
    source          text NOT NULL,
    token           text NOT NULL,
    company_name    text NOT NULL DEFAULT '',
    url             text NOT NULL DEFAULT '',
    note            text NOT NULL DEFAULT '',
    status          text NOT NULL DEFAULT 'stale',
    problem_code    text NOT NULL DEFAULT '',
    problem_text    text NOT NULL DEFAULT '',
    failures        integer NOT NULL DEFAULT 0,
    last_attempt_at timestamptz,
    last_success_at timestamptz,
    next_attempt_at timestamptz, -- NULL = now
    created_at      timestamptz NOT NULL,
    CONSTRAINT boards_source_token_key UNIQUE (source, token),
    CONSTRAINT boards_source_check CHECK (source IN ('greenhouse', 'lever', 'ashby', 'demo')),
    CONSTRAINT boards_status_check CHECK (status IN ('fresh', 'stale'))
);

-- The opening behind one or more postings. Ids are canonical and never reused. The
-- key is the feed's own id of the opening, where it has one.
CREATE TABLE jobs.requisitions (
    id          uuid PRIMARY KEY,
    source      text NOT NULL DEFAULT '',
    board_token text NOT NULL DEFAULT '',
    key         text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX requisitions_key_key ON jobs.requisitions (source, board_token, key) WHERE key <> '';

CREATE TABLE jobs.jobs (
    id               uuid PRIMARY KEY,
    requisition_id   uuid NOT NULL REFERENCES jobs.requisitions (id),
    company_id       uuid NOT NULL REFERENCES jobs.companies (id),
    company_name     text NOT NULL,
    title            text NOT NULL,
    description_html text NOT NULL,
    description_text text NOT NULL,
    department       text NOT NULL DEFAULT '',
    locations        jsonb NOT NULL DEFAULT '[]',
    countries        text[] NOT NULL DEFAULT '{}', -- of the locations and of where remote work may be done from
    cities           text[] NOT NULL DEFAULT '{}',
    remote           text NOT NULL DEFAULT '',
    remote_region    text NOT NULL DEFAULT '',
    remote_countries text[] NOT NULL DEFAULT '{}',
    employment       text NOT NULL DEFAULT '',
    level            text NOT NULL DEFAULT '',
    pay_min          bigint NOT NULL DEFAULT 0,
    pay_max          bigint NOT NULL DEFAULT 0,
    pay_currency     text NOT NULL DEFAULT '',
    pay_interval     text NOT NULL DEFAULT '',
    pay_raw          text NOT NULL DEFAULT '',
    pay_annual_max   bigint, -- minor units of pay_currency per year; NULL = not stated
    questions        jsonb, -- NULL = the feed does not say
    requirements     jsonb NOT NULL DEFAULT '[]',
    source           text NOT NULL,
    board_token      text NOT NULL,
    external_id      text NOT NULL,
    url              text NOT NULL,
    apply_url        text NOT NULL,
    fingerprint      text NOT NULL,
    demo             boolean NOT NULL DEFAULT false,
    status           text NOT NULL DEFAULT 'active',
    posted_at        timestamptz NOT NULL,
    first_seen_at    timestamptz NOT NULL,
    last_seen_at     timestamptz NOT NULL,
    closed_at        timestamptz,
    version          bigint NOT NULL DEFAULT 1,
    search           tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', company_name || ' ' || department), 'B')
        || setweight(to_tsvector('english', description_text), 'D')) STORED,
    CONSTRAINT jobs_source_check CHECK (source IN ('greenhouse', 'lever', 'ashby', 'demo')),
    CONSTRAINT jobs_status_check CHECK (status IN ('active', 'filled', 'closed')),
    CONSTRAINT jobs_remote_check CHECK (remote IN ('', 'none', 'hybrid', 'remote')),
    CONSTRAINT jobs_employment_check CHECK (employment IN ('', 'full_time', 'part_time', 'contract', 'temporary', 'internship')),
    CONSTRAINT jobs_level_check CHECK (level IN ('', 'intern', 'entry', 'mid', 'senior', 'lead', 'director', 'executive'))
);
CREATE INDEX jobs_search_idx ON jobs.jobs USING gin (search) WHERE status = 'active';
CREATE INDEX jobs_posted_idx ON jobs.jobs (posted_at DESC, id) WHERE status = 'active';
CREATE INDEX jobs_fingerprint_idx ON jobs.jobs (fingerprint);
CREATE INDEX jobs_company_idx ON jobs.jobs (company_id);
CREATE INDEX jobs_requisition_idx ON jobs.jobs (requisition_id);

-- Where a job was seen: one row per posting of a feed.
CREATE TABLE jobs.job_links (
    source        text NOT NULL,
    board_token   text NOT NULL,
    external_id   text NOT NULL,
    job_id        uuid NOT NULL REFERENCES jobs.jobs (id),
    url           text NOT NULL,
    apply_url     text NOT NULL,
    content_hash  text NOT NULL DEFAULT '',
    misses        integer NOT NULL DEFAULT 0, -- successful sweeps in a row that did not show it
    first_seen_at timestamptz NOT NULL,
    closed_at     timestamptz,
    CONSTRAINT job_links_pkey PRIMARY KEY (source, board_token, external_id)
);
CREATE INDEX job_links_job_idx ON jobs.job_links (job_id);

CREATE TABLE jobs.saved_jobs (
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    job_id     uuid NOT NULL CONSTRAINT saved_jobs_job_id_fkey REFERENCES jobs.jobs (id),
    created_at timestamptz NOT NULL,
    CONSTRAINT saved_jobs_pkey PRIMARY KEY (user_id, job_id)
);
CREATE INDEX saved_jobs_recent_idx ON jobs.saved_jobs (user_id, created_at DESC, job_id);

-- +goose Down
DROP SCHEMA jobs CASCADE;
