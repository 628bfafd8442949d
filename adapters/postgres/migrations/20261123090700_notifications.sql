-- +goose Up
CREATE SCHEMA notifications;

CREATE TABLE notifications.notifications (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    category   text NOT NULL,
    title      text NOT NULL,
    message    text NOT NULL,
    link       text NOT NULL DEFAULT '',
    dedupe_key text NOT NULL,
    mailed_at  timestamptz,
    read_at    timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT notifications_user_dedupe_key UNIQUE (user_id, dedupe_key),
    CONSTRAINT notifications_category_check CHECK (category IN ('application_update', 'job_alert', 'system'))
);
CREATE INDEX notifications_user_idx ON notifications.notifications (user_id, created_at DESC);

-- +goose Down
DROP SCHEMA notifications CASCADE;
