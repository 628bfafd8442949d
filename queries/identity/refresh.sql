-- name: CreateRefreshFamily :exec
INSERT INTO identity.refresh_families (id, user_id, app, ip_address, user_agent, proved, proved_at, created_at, expires_at)
VALUES (@id, @user_id, @app, @ip_address, @user_agent, @proved, @proved_at, @created_at, @expires_at);

-- name: CreateRefreshToken :exec
INSERT INTO identity.refresh_tokens (id, family_id, parent_id, token_hash, salt, created_at, expires_at)
VALUES (@id, @family_id, @parent_id, @token_hash, @salt, @created_at, @expires_at);

-- The family's lock comes first, in a statement of its own: rows read before it was
-- held could be stale.
-- name: LockRefreshFamily :one
SELECT f.* FROM identity.refresh_families f
WHERE f.id = (SELECT t.family_id FROM identity.refresh_tokens t WHERE t.token_hash = @token_hash)
FOR UPDATE OF f;

-- name: GetRefreshToken :one
SELECT * FROM identity.refresh_tokens WHERE token_hash = @token_hash;

-- name: GetRefreshChild :one
SELECT * FROM identity.refresh_tokens WHERE parent_id = @parent_id;

-- name: SpendRefreshToken :execrows
UPDATE identity.refresh_tokens SET spent_at = @spent_at, salt = NULL WHERE id = @id AND spent_at IS NULL;

-- name: RevokeRefreshFamily :exec
UPDATE identity.refresh_families SET revoked_at = @revoked_at, revoked_reason = @reason
WHERE id = @id AND user_id = @user_id AND revoked_at IS NULL;

-- name: RevokeRefreshFamiliesOfUser :exec
UPDATE identity.refresh_families SET revoked_at = @revoked_at, revoked_reason = @reason
WHERE user_id = @user_id AND revoked_at IS NULL;

-- name: DeleteExpiredRefreshFamilies :execrows
DELETE FROM identity.refresh_families WHERE expires_at <= @before;
