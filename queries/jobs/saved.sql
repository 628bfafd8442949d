-- name: SaveJob :exec
INSERT INTO jobs.saved_jobs (user_id, job_id, created_at) VALUES (@user_id, @job_id, @created_at)
ON CONFLICT ON CONSTRAINT saved_jobs_pkey DO NOTHING;

-- name: UnsaveJob :exec
DELETE FROM jobs.saved_jobs WHERE user_id = @user_id AND job_id = @job_id;

-- name: SavedAmong :many
SELECT job_id FROM jobs.saved_jobs
WHERE user_id = @user_id AND job_id = ANY(sqlc.arg(jobs)::text[]::uuid[]);

-- name: CountSaved :one
SELECT count(*) FROM jobs.saved_jobs WHERE user_id = @user_id;

-- name: ListSaved :many
SELECT job_id, created_at FROM jobs.saved_jobs
WHERE user_id = @user_id
ORDER BY created_at DESC, job_id
LIMIT @max OFFSET @skip;
