-- name: Create :exec
INSERT INTO autoapply.attempts (id, application_id, user_id, requisition_id, form_url, state, reason, detail, needs, errors,
    version, created_at, updated_at)
VALUES (@id, @application_id, @user_id, @requisition_id, @form_url, @state, @reason, @detail, @needs, @errors,
    1, @created_at, @updated_at);

-- name: GetLocked :one
SELECT * FROM autoapply.attempts WHERE id = @id FOR UPDATE;

-- name: LatestLocked :one
SELECT * FROM autoapply.attempts WHERE application_id = @application_id ORDER BY created_at DESC, id DESC LIMIT 1 FOR UPDATE;

-- name: Update :execrows
UPDATE autoapply.attempts
SET state = @state, reason = @reason, detail = @detail, needs = @needs, errors = @errors, claimed_by = @claimed_by,
    lease_until = @lease_until, approved_at = @approved_at, submit_attempted_at = @submit_attempted_at,
    settled_at = @settled_at, version = version + 1, updated_at = @updated_at
WHERE id = @id AND version = @version;

-- name: OfApplication :one
SELECT * FROM autoapply.attempts WHERE user_id = @user_id AND application_id = @application_id
ORDER BY created_at DESC, id DESC LIMIT 1;

-- name: Lapsed :many
SELECT id FROM autoapply.attempts WHERE lease_until < @now ORDER BY lease_until LIMIT @max;

-- name: Waiting :many
SELECT DISTINCT ON (application_id) * FROM autoapply.attempts
WHERE user_id = @user_id
ORDER BY application_id, created_at DESC, id DESC;
