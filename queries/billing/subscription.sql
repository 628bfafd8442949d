-- name: GetSubscription :one
SELECT * FROM billing.subscriptions WHERE user_id = @user_id;

-- name: InsertSubscription :execrows
INSERT INTO billing.subscriptions (user_id, plan, status, since, version, created_at, updated_at)
VALUES (@user_id, @plan, @status, @since, 1, @now, @now)
ON CONFLICT (user_id) DO NOTHING;

-- name: UpdateSubscription :execrows
UPDATE billing.subscriptions
SET plan = @plan, status = @status, since = @since, version = version + 1, updated_at = @now
WHERE user_id = @user_id AND version = @version;
