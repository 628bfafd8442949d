-- name: CreateChallenge :exec
INSERT INTO identity.sign_in_challenges (id, user_id, app, browser, ip_address, user_agent, proved, token_hash, created_at, expires_at)
VALUES (@id, @user_id, @app, @browser, @ip_address, @user_agent, @proved, @token_hash, @created_at, @expires_at);

-- name: GetChallenge :one
SELECT * FROM identity.sign_in_challenges WHERE token_hash = @token_hash FOR UPDATE;

-- name: UpdateChallenge :execrows
UPDATE identity.sign_in_challenges SET attempts = @attempts, used_at = @used_at WHERE id = @id AND user_id = @user_id;

-- name: DeleteExpiredChallenges :execrows
DELETE FROM identity.sign_in_challenges WHERE expires_at <= @before;
