-- name: Add :execrows
INSERT INTO notifications.notifications (id, user_id, category, title, message, link, dedupe_key, created_at)
VALUES (@id, @user_id, @category, @title, @message, @link, @dedupe_key, @created_at)
ON CONFLICT ON CONSTRAINT notifications_user_dedupe_key DO NOTHING;

-- name: Get :one
SELECT * FROM notifications.notifications WHERE id = @id;

-- name: MarkMailed :exec
UPDATE notifications.notifications SET mailed_at = @at WHERE id = @id AND mailed_at IS NULL;

-- name: MarkRead :execrows
UPDATE notifications.notifications SET read_at = coalesce(read_at, sqlc.arg(at)) WHERE user_id = @user_id AND id = @id;

-- name: MarkAllRead :exec
UPDATE notifications.notifications SET read_at = @at WHERE user_id = @user_id AND read_at IS NULL;

-- name: List :many
SELECT * FROM notifications.notifications WHERE user_id = @user_id ORDER BY created_at DESC, id DESC LIMIT @max OFFSET @skip;

-- name: Count :one
SELECT count(*) FROM notifications.notifications WHERE user_id = @user_id;

-- name: Unread :one
SELECT count(*) FROM notifications.notifications WHERE user_id = @user_id AND read_at IS NULL;
