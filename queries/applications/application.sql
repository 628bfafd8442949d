-- name: Create :exec
INSERT INTO applications.applications (id, user_id, requisition_id, job_id, resume_id, job_title, company_name, platform,
    stage, auto_applied, applied_at, next_step, next_step_on, version, created_at, updated_at)
VALUES (@id, @user_id, @requisition_id, @job_id, @resume_id, @job_title, @company_name, @platform,
    @stage, @auto_applied, @applied_at, @next_step, @next_step_on, 1, @created_at, @updated_at);

-- name: Get :one
SELECT * FROM applications.applications WHERE user_id = @user_id AND id = @id;

-- name: GetLocked :one
SELECT * FROM applications.applications WHERE user_id = @user_id AND id = @id FOR UPDATE;

-- name: ForRequisition :one
SELECT * FROM applications.applications WHERE user_id = @user_id AND requisition_id = @requisition_id FOR UPDATE;

-- name: Update :execrows
UPDATE applications.applications
SET resume_id = @resume_id, job_id = @job_id, stage = @stage, applied_at = @applied_at, next_step = @next_step,
    next_step_on = @next_step_on, version = version + 1, updated_at = @updated_at
WHERE user_id = @user_id AND id = @id AND version = @version;

-- name: List :many
SELECT * FROM applications.applications
WHERE user_id = @user_id AND (cardinality(sqlc.arg(stages)::text[]) = 0 OR stage = ANY(sqlc.arg(stages)::text[]))
ORDER BY updated_at DESC, id DESC
LIMIT @max OFFSET @skip;

-- name: Count :one
SELECT count(*) FROM applications.applications
WHERE user_id = @user_id AND (cardinality(sqlc.arg(stages)::text[]) = 0 OR stage = ANY(sqlc.arg(stages)::text[]));

-- name: CountByStage :many
SELECT stage, count(*) AS count FROM applications.applications WHERE user_id = @user_id GROUP BY stage;

-- name: ByRequisition :many
SELECT requisition_id, id FROM applications.applications
WHERE user_id = @user_id AND requisition_id = ANY(sqlc.arg(requisitions)::text[]::uuid[]);
