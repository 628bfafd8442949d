-- name: ListSessions :many
SELECT * FROM identity.sessions WHERE user_id = @user_id ORDER BY last_seen_at DESC, id;

-- A family was last used when its newest token was made.
-- name: ListFamilies :many
SELECT sqlc.embed(f), (SELECT max(t.created_at) FROM identity.refresh_tokens t WHERE t.family_id = f.id)::timestamptz AS last_used_at
FROM identity.refresh_families f
WHERE f.user_id = @user_id AND f.revoked_at IS NULL
ORDER BY f.created_at DESC, f.id;

-- name: GetFamilyWithUser :one
SELECT sqlc.embed(f), sqlc.embed(u)
FROM identity.refresh_families f
JOIN identity.users u ON u.id = f.user_id
WHERE f.id = @id;

-- name: RenewSession :execrows
UPDATE identity.sessions SET token_hash = @token_hash, proved = @proved, proved_at = @proved_at WHERE id = @id AND user_id = @user_id;

-- name: ProveFamily :execrows
UPDATE identity.refresh_families SET proved = @proved, proved_at = @proved_at WHERE id = @id AND user_id = @user_id AND revoked_at IS NULL;

-- name: DeleteOtherSessions :exec
DELETE FROM identity.sessions WHERE user_id = @user_id AND id IS DISTINCT FROM @keep_id;

-- name: RevokeOtherFamilies :exec
UPDATE identity.refresh_families SET revoked_at = @revoked_at, revoked_reason = @reason
WHERE user_id = @user_id AND id IS DISTINCT FROM @keep_id AND revoked_at IS NULL;

-- name: IsKnownDevice :one
SELECT EXISTS (
    SELECT 1 FROM identity.known_devices d
    JOIN identity.users u ON u.id = d.user_id
    WHERE u.email = @email AND d.device_hash = @device_hash);

-- name: CountOtherDevices :one
SELECT count(*) FROM identity.known_devices WHERE user_id = @user_id AND device_hash <> @device_hash;

-- name: NoteDevice :one
INSERT INTO identity.known_devices AS d (user_id, device_hash, first_at, last_used_at) VALUES (@user_id, @device_hash, @at, @at)
ON CONFLICT (user_id, device_hash) DO UPDATE SET last_used_at = greatest(d.last_used_at, excluded.last_used_at)
RETURNING first_at;

-- name: ForgetDevices :exec
DELETE FROM identity.known_devices WHERE user_id = @user_id;

-- name: DeleteUnusedDevices :execrows
DELETE FROM identity.known_devices WHERE last_used_at <= @before;
