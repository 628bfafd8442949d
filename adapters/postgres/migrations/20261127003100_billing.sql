-- +goose Up
CREATE SCHEMA billing;

-- A person without a row has the free plan.
CREATE TABLE billing.subscriptions (
    user_id    uuid PRIMARY KEY REFERENCES identity.users (id) ON DELETE CASCADE,
    plan       text NOT NULL,
    status     text NOT NULL,
    since      timestamptz NOT NULL,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT subscriptions_plan_check CHECK (plan IN ('free', 'pro', 'enterprise')),
    CONSTRAINT subscriptions_status_check CHECK (status IN ('active', 'canceled', 'expired'))
);

-- +goose Down
DROP SCHEMA billing CASCADE;
