-- name: CreateConnection :execrows
INSERT INTO identity.oauth_connections (id, user_id, provider, issuer, subject, email, sealed_token, created_at, last_used_at)
VALUES (@id, @user_id, @provider, @issuer, @subject, @email, @sealed_token, @created_at, @last_used_at)
ON CONFLICT DO NOTHING;

-- name: GetConnection :one
SELECT * FROM identity.oauth_connections WHERE issuer = @issuer AND subject = @subject;

-- name: ListConnections :many
SELECT * FROM identity.oauth_connections WHERE user_id = @user_id ORDER BY created_at, id;

-- name: UseConnection :execrows
UPDATE identity.oauth_connections SET email = @email, sealed_token = @sealed_token, last_used_at = @last_used_at
WHERE id = @id AND user_id = @user_id;

-- name: DeleteConnection :execrows
DELETE FROM identity.oauth_connections WHERE user_id = @user_id AND provider = @provider;
