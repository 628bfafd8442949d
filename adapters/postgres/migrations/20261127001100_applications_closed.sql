-- +goose Up
ALTER TABLE applications.applications DROP CONSTRAINT applications_stage_check;
ALTER TABLE applications.applications ADD CONSTRAINT applications_stage_check CHECK (stage IN
    ('preparing', 'applied', 'screening', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn', 'closed'));
-- Those whose posting had closed stayed in preparation.
UPDATE applications.applications a SET stage = 'closed'
WHERE a.stage = 'preparing' AND 'expired' = (
    SELECT t.state FROM autoapply.attempts t WHERE t.application_id = a.id ORDER BY t.created_at DESC, t.id DESC LIMIT 1);

-- +goose Down
UPDATE applications.applications SET stage = 'preparing' WHERE stage = 'closed';
ALTER TABLE applications.applications DROP CONSTRAINT applications_stage_check;
ALTER TABLE applications.applications ADD CONSTRAINT applications_stage_check CHECK (stage IN
    ('preparing', 'applied', 'screening', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn'));
