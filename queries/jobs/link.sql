-- name: LinksOfBoard :many
SELECT * FROM jobs.job_links
WHERE source = @source AND board_token = @board_token
    AND (sqlc.arg(every)::boolean OR external_id = ANY(sqlc.arg(externals)::text[]))
ORDER BY external_id;

-- name: LinksOfJobs :many
SELECT * FROM jobs.job_links
WHERE job_id = ANY(sqlc.arg(jobs)::text[]::uuid[])
ORDER BY job_id, closed_at DESC NULLS FIRST, source, board_token, external_id;

-- name: PutLink :batchexec
INSERT INTO jobs.job_links (source, board_token, external_id, job_id, url, apply_url, content_hash, misses, first_seen_at, closed_at)
VALUES (@source, @board_token, @external_id, @job_id, @url, @apply_url, @content_hash, @misses, @first_seen_at, @closed_at)
ON CONFLICT ON CONSTRAINT job_links_pkey DO UPDATE SET
    job_id = excluded.job_id, url = excluded.url, apply_url = excluded.apply_url, content_hash = excluded.content_hash,
    misses = excluded.misses, first_seen_at = excluded.first_seen_at, closed_at = excluded.closed_at;
