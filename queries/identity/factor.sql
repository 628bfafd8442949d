-- name: CountFactors :one
SELECT
    EXISTS (SELECT 1 FROM identity.mfa_secrets m WHERE m.user_id = @user_id AND m.confirmed_at IS NOT NULL) AS totp,
    (SELECT count(*) FROM identity.passkeys p WHERE p.user_id = @user_id) AS passkeys,
    (SELECT count(*) FROM identity.recovery_codes r WHERE r.user_id = @user_id AND r.used_at IS NULL) AS recovery_codes;

-- name: GetTOTP :one
SELECT * FROM identity.mfa_secrets WHERE user_id = @user_id FOR UPDATE;

-- name: SaveTOTP :exec
INSERT INTO identity.mfa_secrets (user_id, sealed_secret, created_at, confirmed_at, last_step)
VALUES (@user_id, @sealed_secret, @created_at, @confirmed_at, @last_step)
ON CONFLICT (user_id) DO UPDATE
SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step;

-- name: DeleteTOTP :exec
DELETE FROM identity.mfa_secrets WHERE user_id = @user_id;

-- name: DeleteRecoveryCodes :exec
DELETE FROM identity.recovery_codes WHERE user_id = @user_id;

-- name: CreateRecoveryCodes :exec
INSERT INTO identity.recovery_codes (user_id, code_hash)
SELECT sqlc.arg(user_id), unnest(sqlc.arg(hashes)::bytea[]);

-- name: UseRecoveryCode :execrows
UPDATE identity.recovery_codes SET used_at = @used_at
WHERE user_id = @user_id AND code_hash = @code_hash AND used_at IS NULL;
