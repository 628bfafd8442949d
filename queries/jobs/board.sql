-- name: FollowBoard :execrows
INSERT INTO jobs.boards (id, source, token, company_name, url, note, status, next_attempt_at, created_at)
VALUES (@id, @source, @token, @company_name, @url, @note, 'stale', @next_attempt_at, @created_at)
ON CONFLICT ON CONSTRAINT boards_source_token_key DO NOTHING;

-- name: GetBoard :one
SELECT * FROM jobs.boards WHERE id = @id;

-- name: BoardAt :one
SELECT * FROM jobs.boards WHERE source = @source AND token = @token;

-- name: AllBoards :many
SELECT * FROM jobs.boards ORDER BY source, token;

-- name: DueBoards :many
SELECT * FROM jobs.boards
WHERE source <> 'demo' AND (next_attempt_at IS NULL OR next_attempt_at <= @now)
ORDER BY next_attempt_at NULLS FIRST, created_at, id
LIMIT @max;

-- name: ClaimBoard :one
UPDATE jobs.boards SET next_attempt_at = sqlc.arg(until)
WHERE id = @id AND (next_attempt_at IS NULL OR next_attempt_at <= sqlc.arg(now))
RETURNING *;

-- name: RecordBoard :execrows
UPDATE jobs.boards
SET company_name = @company_name, url = @url, note = @note, status = @status,
    problem_code = @problem_code, problem_text = @problem_text, failures = @failures,
    last_attempt_at = @last_attempt_at, last_success_at = @last_success_at, next_attempt_at = @next_attempt_at
WHERE id = @id;

-- name: MakeBoardDue :execrows
UPDATE jobs.boards SET next_attempt_at = sqlc.arg(now) WHERE id = @id;

-- name: OpenJobsByBoard :many
SELECT b.id, count(DISTINCT l.job_id) AS open_jobs
FROM jobs.boards b
JOIN jobs.job_links l ON l.source = b.source AND l.board_token = b.token AND l.closed_at IS NULL
JOIN jobs.jobs j ON j.id = l.job_id AND j.status = 'active'
GROUP BY b.id;

-- name: UnfollowBoard :exec
DELETE FROM jobs.boards WHERE id = @id;
