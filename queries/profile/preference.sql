-- name: GetPreferences :one
SELECT * FROM profile.preferences WHERE user_id = @user_id;

-- name: InsertPreferences :execrows
INSERT INTO profile.preferences (user_id, job_types, locations, remote, pay_min, pay_max, pay_currency, pay_interval, industries,
    notice_period, job_alert_frequency, email_notifications, push_notifications, version, created_at, updated_at)
VALUES (@user_id, @job_types, @locations, @remote, @pay_min, @pay_max, @pay_currency, @pay_interval, @industries,
    @notice_period, @job_alert_frequency, @email_notifications, @push_notifications, 1, @now, @now)
ON CONFLICT (user_id) DO NOTHING;

-- name: UpdatePreferences :execrows
UPDATE profile.preferences
SET job_types = @job_types, locations = @locations, remote = @remote, pay_min = @pay_min, pay_max = @pay_max,
    pay_currency = @pay_currency, pay_interval = @pay_interval, industries = @industries, notice_period = @notice_period,
    job_alert_frequency = @job_alert_frequency, email_notifications = @email_notifications,
    push_notifications = @push_notifications, version = version + 1, updated_at = @now
WHERE user_id = @user_id AND version = @version;
