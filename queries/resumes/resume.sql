-- name: Create :exec
INSERT INTO resumes.resumes (id, user_id, name, file_name, media_type, size, sha256, blob_key, pages, status,
    problem_code, problem_text, draft, is_default, version, created_at, updated_at)
VALUES (@id, @user_id, @name, @file_name, @media_type, @size, @sha256, @blob_key, @pages, @status,
    @problem_code, @problem_text, @draft, @is_default, 1, @created_at, @updated_at);

-- name: Get :one
SELECT id, user_id, name, file_name, media_type, size, sha256, blob_key, pages, status, problem_code, problem_text,
    draft, is_default, version, created_at, updated_at
FROM resumes.resumes
WHERE user_id = @user_id AND id = @id;

-- name: GetLocked :one
SELECT id, user_id, name, file_name, media_type, size, sha256, blob_key, pages, status, problem_code, problem_text,
    draft, is_default, version, created_at, updated_at
FROM resumes.resumes
WHERE user_id = @user_id AND id = @id
FOR UPDATE;

-- name: GetForTask :one
-- Tasks know a resume by its id alone.
SELECT id, user_id, name, file_name, media_type, size, sha256, blob_key, pages, status, problem_code, problem_text,
    draft, is_default, version, created_at, updated_at
FROM resumes.resumes
WHERE id = @id
FOR UPDATE;

-- name: List :many
SELECT id, user_id, name, file_name, media_type, size, sha256, blob_key, pages, status, problem_code, problem_text,
    draft, is_default, version, created_at, updated_at
FROM resumes.resumes
WHERE user_id = @user_id
ORDER BY is_default DESC, created_at DESC, id DESC;

-- name: LockUser :exec
-- One after the other: two first uploads at once must not both become the default.
SELECT pg_advisory_xact_lock(hashtextextended('resumes:' || sqlc.arg(user_id)::text, 0));

-- name: OfUser :many
SELECT id, user_id, name, file_name, media_type, size, sha256, blob_key, pages, status, problem_code, problem_text,
    draft, is_default, version, created_at, updated_at
FROM resumes.resumes
WHERE user_id = @user_id
ORDER BY created_at, id
FOR UPDATE;

-- name: Update :execrows
UPDATE resumes.resumes
SET name = @name, pages = @pages, status = @status, problem_code = @problem_code, problem_text = @problem_text,
    draft = @draft, is_default = @is_default, version = version + 1, updated_at = @updated_at
WHERE user_id = @user_id AND id = @id AND version = @version;

-- name: Document :one
SELECT document FROM resumes.resumes WHERE user_id = @user_id AND id = @id;

-- name: PutDocument :execrows
UPDATE resumes.resumes SET document = @document WHERE user_id = @user_id AND id = @id;

-- name: Delete :execrows
-- A resume that an application was made with is its evidence and stays.
DELETE FROM resumes.resumes r
WHERE r.user_id = @user_id AND r.id = @id
  AND NOT EXISTS (SELECT FROM applications.applications a WHERE a.resume_id = r.id);
