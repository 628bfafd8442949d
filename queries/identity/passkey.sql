-- name: CreatePasskey :execrows
INSERT INTO identity.passkeys (id, user_id, site, credential_id, public_key, sign_count, transports, model, backup_eligible, backed_up, name, created_at)
VALUES (@id, @user_id, @site, @credential_id, @public_key, @sign_count, @transports, @model, @backup_eligible, @backed_up, @name, @created_at)
ON CONFLICT (credential_id) DO NOTHING;

-- name: ListPasskeys :many
SELECT * FROM identity.passkeys WHERE user_id = @user_id ORDER BY created_at, id;

-- name: UpdatePasskey :execrows
UPDATE identity.passkeys SET sign_count = @sign_count, backed_up = @backed_up, name = @name, last_used_at = @last_used_at
WHERE id = @id AND user_id = @user_id;

-- name: DeletePasskey :execrows
DELETE FROM identity.passkeys WHERE id = @id AND user_id = @user_id;

-- name: AnswerCeremony :execrows
INSERT INTO identity.answered_ceremonies (challenge_hash, expires_at) VALUES (@challenge_hash, @expires_at)
ON CONFLICT (challenge_hash) DO NOTHING;

-- name: DeleteAnsweredCeremonies :execrows
DELETE FROM identity.answered_ceremonies WHERE expires_at <= @before;
