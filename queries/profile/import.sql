-- name: GetImport :one
SELECT * FROM profile.imports WHERE user_id = @user_id AND id = @id;

-- name: ListOpenImports :many
SELECT * FROM profile.imports WHERE user_id = @user_id AND status = 'open' ORDER BY created_at DESC, id DESC;

-- name: DropOpenImports :exec
DELETE FROM profile.imports WHERE user_id = @user_id AND source = @source AND status = 'open';

-- name: InsertImport :exec
INSERT INTO profile.imports (id, user_id, source, file_name, facts, notes, status, created_at)
VALUES (@id, @user_id, @source, @file_name, @facts, @notes, @status, @created_at);

-- name: CloseImport :execrows
UPDATE profile.imports SET status = @status, closed_at = @closed_at, facts = '{}', notes = '{}'
WHERE user_id = @user_id AND id = @id AND status = 'open';
