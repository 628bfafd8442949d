-- +goose Up
-- What was attached to a question for a file; {} for none.
ALTER TABLE applications.answers ADD COLUMN file jsonb NOT NULL DEFAULT '{}';
-- An application may send several files; each is kept once per attempt.
ALTER TABLE applications.evidence DROP CONSTRAINT evidence_attempt_kind_key;
ALTER TABLE applications.evidence ADD CONSTRAINT evidence_attempt_kind_name_key UNIQUE (attempt_id, kind, name);
ALTER TABLE applications.evidence DROP CONSTRAINT evidence_kind_check;
ALTER TABLE applications.evidence ADD CONSTRAINT evidence_kind_check
    CHECK (kind IN ('resume', 'attachment', 'answers', 'screenshot_filled', 'screenshot_result', 'confirmation'));

-- +goose Down
DELETE FROM applications.evidence WHERE kind = 'attachment';
ALTER TABLE applications.evidence DROP CONSTRAINT evidence_kind_check;
ALTER TABLE applications.evidence ADD CONSTRAINT evidence_kind_check
    CHECK (kind IN ('resume', 'answers', 'screenshot_filled', 'screenshot_result', 'confirmation'));
ALTER TABLE applications.evidence DROP CONSTRAINT evidence_attempt_kind_name_key;
ALTER TABLE applications.evidence ADD CONSTRAINT evidence_attempt_kind_key UNIQUE (attempt_id, kind);
ALTER TABLE applications.answers DROP COLUMN file;
