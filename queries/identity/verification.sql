-- name: CreateVerification :exec
INSERT INTO identity.email_verification_tokens (id, user_id, email, token_hash, created_at, expires_at)
VALUES (@id, @user_id, @email, @token_hash, @created_at, @expires_at);

-- name: GetVerification :one
SELECT * FROM identity.email_verification_tokens WHERE token_hash = @token_hash FOR UPDATE;

-- name: UseVerification :execrows
UPDATE identity.email_verification_tokens SET used_at = @used_at
WHERE id = @id AND user_id = @user_id AND used_at IS NULL;

-- name: DeleteExpiredVerifications :execrows
DELETE FROM identity.email_verification_tokens WHERE expires_at <= @before;
