-- name: RequisitionsByKey :many
SELECT id, key FROM jobs.requisitions
WHERE source = @source AND board_token = @board_token AND key = ANY(sqlc.arg(keys)::text[]) AND key <> '';

-- name: AddRequisition :batchexec
INSERT INTO jobs.requisitions (id, source, board_token, key, created_at)
VALUES (@id, @source, @board_token, @key, @created_at);
