-- +goose Up
CREATE SCHEMA employer;

-- One row per company that uses the portal. What feeds name is jobs.companies.
CREATE TABLE employer.companies (
    id         uuid PRIMARY KEY,
    name       text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE employer.company_members (
    company_id uuid NOT NULL REFERENCES employer.companies (id) ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES identity.users (id),
    role       text NOT NULL,
    since      timestamptz NOT NULL,
    CONSTRAINT company_members_pkey PRIMARY KEY (company_id, user_id),
    CONSTRAINT company_members_role_check CHECK (role IN ('owner', 'admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'))
);
CREATE INDEX company_members_user_idx ON employer.company_members (user_id);

-- +goose Down
DROP SCHEMA employer CASCADE;
