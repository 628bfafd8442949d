-- name: CreateSigningKey :execrows
INSERT INTO identity.signing_keys (id, public_key, sealed_private, created_at)
VALUES (@id, @public_key, @sealed_private, @created_at)
ON CONFLICT ((true)) WHERE retired_at IS NULL DO NOTHING;

-- name: ListSigningKeys :many
SELECT * FROM identity.signing_keys ORDER BY created_at DESC, id DESC;

-- name: RetireSigningKey :execrows
UPDATE identity.signing_keys SET retired_at = @retired_at WHERE id = @id AND retired_at IS NULL;
