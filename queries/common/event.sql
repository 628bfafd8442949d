-- name: AppendEvent :exec
INSERT INTO common.events (user_id, topic, kind, data, at)
VALUES (@user_id, @topic, @kind, @data, @at);

-- name: EventsAfter :many
SELECT seq, user_id, topic, kind, data, at
FROM common.events
WHERE user_id = @user_id AND topic = @topic AND seq > @after
ORDER BY seq
LIMIT @max;

-- name: DeleteEventsBefore :execrows
DELETE FROM common.events WHERE at < @before;
