-- +goose Up
CREATE SCHEMA autoapply;

-- One run of the apply engine. submit_attempted_at is committed before the click.
CREATE TABLE autoapply.attempts (
    id                  uuid PRIMARY KEY,
    application_id      uuid NOT NULL REFERENCES applications.applications (id) ON DELETE CASCADE,
    user_id             uuid NOT NULL REFERENCES identity.users (id) ON DELETE CASCADE,
    requisition_id      uuid NOT NULL REFERENCES jobs.requisitions (id),
    form_url            text NOT NULL,
    state               text NOT NULL,
    reason              text NOT NULL DEFAULT '',
    detail              text NOT NULL DEFAULT '',
    needs               text[] NOT NULL DEFAULT '{}',
    errors              text[] NOT NULL DEFAULT '{}',
    claimed_by          text NOT NULL DEFAULT '',
    lease_until         timestamptz,
    approved_at         timestamptz,
    submit_attempted_at timestamptz,
    settled_at          timestamptz,
    version             integer NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CONSTRAINT attempts_state_check CHECK (state IN ('draft', 'preparing', 'needs_input', 'ready_for_review', 'approved',
        'filling', 'filled_verified', 'submit_attempted', 'confirmed', 'unconfirmed', 'rejected_by_form', 'parked',
        'expired', 'declined', 'cancelled')),
    CONSTRAINT attempts_submit_after_click CHECK (state NOT IN ('submit_attempted', 'confirmed', 'unconfirmed', 'rejected_by_form')
        OR submit_attempted_at IS NOT NULL)
);
-- The last guard: the database itself refuses a second click for one application.
-- A form that refused the values received nothing, so its attempt does not count.
CREATE UNIQUE INDEX attempts_one_submit ON autoapply.attempts (user_id, requisition_id)
    WHERE submit_attempted_at IS NOT NULL AND state <> 'rejected_by_form';
CREATE INDEX attempts_application_idx ON autoapply.attempts (application_id, created_at DESC);
CREATE INDEX attempts_lease_idx ON autoapply.attempts (lease_until) WHERE lease_until IS NOT NULL;

-- +goose Down
DROP SCHEMA autoapply CASCADE;
