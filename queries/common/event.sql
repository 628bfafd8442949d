-- Sequences are drawn before the commit. The lock, held until then, makes the events of
-- one person's topic visible in their order, so that a page that has seen one has not
-- missed a lower one.
-- name: LockTopic :exec
SELECT pg_advisory_xact_lock(hashtextextended(@user_topic::text, 0));

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
