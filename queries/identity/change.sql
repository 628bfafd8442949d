-- name: CreateMailLink :exec
INSERT INTO identity.mail_links (id, user_id, purpose, about_id, email, token_hash, created_at, expires_at)
VALUES (@id, @user_id, @purpose, @about_id, @email, @token_hash, @created_at, @expires_at);

-- name: GetMailLink :one
SELECT * FROM identity.mail_links WHERE purpose = @purpose AND token_hash = @token_hash FOR UPDATE;

-- name: UseMailLink :execrows
UPDATE identity.mail_links SET used_at = @used_at WHERE id = @id AND user_id = @user_id AND used_at IS NULL;

-- name: EndMailLinks :exec
UPDATE identity.mail_links SET used_at = @used_at
WHERE user_id = @user_id AND purpose = ANY(sqlc.arg(purposes)::text[]) AND used_at IS NULL;

-- name: DeleteExpiredMailLinks :execrows
DELETE FROM identity.mail_links WHERE expires_at <= @before;

-- name: CreateEmailChange :exec
INSERT INTO identity.email_changes (id, user_id, from_email, to_email, app, created_at)
VALUES (@id, @user_id, @from_email, @to_email, @app, @created_at);

-- name: GetEmailChange :one
SELECT * FROM identity.email_changes WHERE id = @id AND user_id = @user_id FOR UPDATE;

-- name: UpdateEmailChange :execrows
UPDATE identity.email_changes SET confirmed_at = @confirmed_at, undone_at = @undone_at WHERE id = @id AND user_id = @user_id;

-- name: DeleteOldEmailChanges :execrows
DELETE FROM identity.email_changes WHERE created_at <= @before;

-- name: CreateFactorRemoval :execrows
INSERT INTO identity.factor_removals (id, user_id, app, created_at) VALUES (@id, @user_id, @app, @created_at)
ON CONFLICT (user_id) WHERE called_off_at IS NULL AND done_at IS NULL DO NOTHING;

-- name: GetFactorRemoval :one
SELECT * FROM identity.factor_removals WHERE id = @id AND user_id = @user_id FOR UPDATE;

-- name: GetOpenFactorRemoval :one
SELECT * FROM identity.factor_removals WHERE user_id = @user_id AND called_off_at IS NULL AND done_at IS NULL;

-- name: UpdateFactorRemoval :execrows
UPDATE identity.factor_removals SET confirmed_at = @confirmed_at, called_off_at = @called_off_at, done_at = @done_at
WHERE id = @id AND user_id = @user_id;
