-- name: ClaimKey :execrows
INSERT INTO common.idempotency_keys (scope, key, request_hash, created_at)
VALUES (@scope, @key, @request_hash, @now)
ON CONFLICT (scope, key) DO UPDATE SET request_hash = excluded.request_hash, created_at = excluded.created_at
WHERE idempotency_keys.status IS NULL AND idempotency_keys.created_at < @abandoned_before;

-- name: GetKey :one
SELECT request_hash, status, body FROM common.idempotency_keys WHERE scope = @scope AND key = @key;

-- name: CompleteKey :exec
UPDATE common.idempotency_keys SET status = @status, body = @body WHERE scope = @scope AND key = @key;

-- name: ReleaseKey :exec
DELETE FROM common.idempotency_keys WHERE scope = @scope AND key = @key AND status IS NULL;

-- name: DeleteKeysBefore :execrows
DELETE FROM common.idempotency_keys WHERE created_at < @before;
