-- +goose Up
CREATE SCHEMA resumes;

CREATE TABLE resumes.resumes (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    name         text NOT NULL,
    file_name    text NOT NULL,
    media_type   text NOT NULL,
    size         bigint NOT NULL,
    sha256       text NOT NULL,
    blob_key     text NOT NULL,
    pages        integer NOT NULL DEFAULT 0,
    status       text NOT NULL,
    problem_code text NOT NULL DEFAULT '',
    problem_text text NOT NULL DEFAULT '',
    document     jsonb,
    draft        jsonb,
    is_default   boolean NOT NULL DEFAULT false,
    version      integer NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT resumes_user_file_key UNIQUE (user_id, sha256),
    CONSTRAINT resumes_status_check CHECK (status IN ('uploaded', 'read', 'confirmed', 'unreadable'))
);
CREATE INDEX resumes_user_idx ON resumes.resumes (user_id, created_at DESC);
CREATE UNIQUE INDEX resumes_one_default ON resumes.resumes (user_id) WHERE is_default;

-- +goose Down
DROP SCHEMA resumes CASCADE;
