-- +goose Up
CREATE SCHEMA applications;

-- One person's application to one requisition: there is never a second.
CREATE TABLE applications.applications (
    id             uuid PRIMARY KEY,
    user_id        uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    requisition_id uuid NOT NULL REFERENCES jobs.requisitions (id),
    job_id         uuid NOT NULL REFERENCES jobs.jobs (id),
    resume_id      uuid NOT NULL REFERENCES resumes.resumes (id),
    job_title      text NOT NULL,
    company_name   text NOT NULL,
    platform       text NOT NULL,
    stage          text NOT NULL,
    auto_applied   boolean NOT NULL DEFAULT true,
    applied_at     timestamptz,
    next_step      text NOT NULL DEFAULT '',
    next_step_on   date,
    version        integer NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT applications_user_requisition_key UNIQUE (user_id, requisition_id),
    CONSTRAINT applications_stage_check CHECK (stage IN
        ('preparing', 'applied', 'screening', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn'))
);
CREATE INDEX applications_user_stage_idx ON applications.applications (user_id, stage, updated_at DESC);

CREATE TABLE applications.application_history (
    seq            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES applications.applications (id) ON DELETE CASCADE,
    kind           text NOT NULL,
    text           text NOT NULL,
    at             timestamptz NOT NULL
);
CREATE INDEX application_history_idx ON applications.application_history (application_id, at);

CREATE TABLE applications.notes (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES applications.applications (id) ON DELETE CASCADE,
    text           text NOT NULL,
    created_at     timestamptz NOT NULL
);
CREATE INDEX notes_application_idx ON applications.notes (application_id, created_at);

-- Every question of the form with the answer and where it came from.
CREATE TABLE applications.answers (
    application_id uuid NOT NULL REFERENCES applications.applications (id) ON DELETE CASCADE,
    position       integer NOT NULL,
    field_key      text NOT NULL,
    label          text NOT NULL,
    topic          text NOT NULL,
    kind           text NOT NULL,
    required       boolean NOT NULL,
    options        jsonb NOT NULL DEFAULT '[]',
    section        text NOT NULL DEFAULT '',
    description    text NOT NULL DEFAULT '',
    person_only    boolean NOT NULL DEFAULT false,
    answer         text[] NOT NULL DEFAULT '{}',
    origin         text NOT NULL,
    origin_text    text NOT NULL DEFAULT '',
    CONSTRAINT answers_pkey PRIMARY KEY (application_id, field_key),
    CONSTRAINT answers_origin_check CHECK (origin IN ('none', 'profile', 'resume', 'answer_bank', 'typed'))
);

-- Proof of what was sent and what came back. The bytes lie in the blob store under their hash.
CREATE TABLE applications.evidence (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES applications.applications (id) ON DELETE CASCADE,
    attempt_id     uuid NOT NULL,
    kind           text NOT NULL,
    name           text NOT NULL,
    media_type     text NOT NULL,
    size           bigint NOT NULL,
    sha256         text NOT NULL,
    blob_key       text NOT NULL,
    created_at     timestamptz NOT NULL,
    CONSTRAINT evidence_attempt_kind_key UNIQUE (attempt_id, kind),
    CONSTRAINT evidence_kind_check CHECK (kind IN ('resume', 'answers', 'screenshot_filled', 'screenshot_result', 'confirmation'))
);
CREATE INDEX evidence_application_idx ON applications.evidence (application_id, created_at);

-- +goose Down
DROP SCHEMA applications CASCADE;
