-- name: CreateUser :execrows
INSERT INTO identity.users (id, email, name, password_hash, email_verified_at, status, platform_role, language, time_zone, version, created_at, updated_at)
VALUES (@id, @email, @name, @password_hash, @email_verified_at, @status, @platform_role, @language, @time_zone, @version, @created_at, @updated_at)
ON CONFLICT (email) DO NOTHING;

-- name: GetUser :one
SELECT * FROM identity.users WHERE id = @id;

-- name: GetUserByEmail :one
SELECT * FROM identity.users WHERE email = @email;

-- name: UpdateUser :execrows
UPDATE identity.users
SET email = @email, name = @name, password_hash = @password_hash, email_verified_at = @email_verified_at,
    status = @status, platform_role = @platform_role, language = @language, time_zone = @time_zone, version = version + 1, updated_at = @updated_at
WHERE id = @id AND version = @version;
