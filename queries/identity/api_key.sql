-- name: CreateAPIKey :exec
INSERT INTO identity.api_keys (id, user_id, app, name, lookup, key_hash, scopes, created_at, expires_at)
VALUES (@id, @user_id, @app, @name, @lookup, @key_hash, @scopes, @created_at, @expires_at);

-- name: ListAPIKeys :many
SELECT * FROM identity.api_keys WHERE user_id = @user_id AND app = @app ORDER BY created_at DESC, id DESC;

-- name: GetAPIKey :one
SELECT * FROM identity.api_keys WHERE id = @id AND user_id = @user_id AND app = @app FOR UPDATE;

-- name: FindAPIKey :one
SELECT sqlc.embed(k), sqlc.embed(u)
FROM identity.api_keys k
JOIN identity.users u ON u.id = k.user_id
WHERE k.lookup = @lookup;

-- name: EndAPIKey :execrows
UPDATE identity.api_keys SET expires_at = @expires_at, revoked_at = @revoked_at, replaced_by = @replaced_by
WHERE id = @id AND user_id = @user_id;

-- name: TouchAPIKey :exec
UPDATE identity.api_keys SET last_used_at = @last_used_at
WHERE id = @id AND user_id = @user_id AND (last_used_at IS NULL OR last_used_at < @last_used_at);
