-- name: CreateSession :exec
INSERT INTO identity.sessions (id, user_id, app, token_hash, ip_address, user_agent, proved, proved_at, created_at, last_seen_at, expires_at)
VALUES (@id, @user_id, @app, @token_hash, @ip_address, @user_agent, @proved, @proved_at, @created_at, @last_seen_at, @expires_at);

-- name: GetSessionByToken :one
SELECT sqlc.embed(s), sqlc.embed(u)
FROM identity.sessions s
JOIN identity.users u ON u.id = s.user_id
WHERE s.token_hash = @token_hash;

-- name: TouchSession :exec
UPDATE identity.sessions SET last_seen_at = @last_seen_at
WHERE id = @id AND user_id = @user_id AND last_seen_at < @last_seen_at;

-- name: DeleteSession :exec
DELETE FROM identity.sessions WHERE id = @id AND user_id = @user_id;

-- name: DeleteSessionsOfUser :exec
DELETE FROM identity.sessions WHERE user_id = @user_id;

-- name: DeleteExpiredSessions :execrows
DELETE FROM identity.sessions WHERE expires_at <= @before;
