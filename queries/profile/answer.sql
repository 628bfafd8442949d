-- name: ListAnswers :many
SELECT * FROM profile.answers WHERE user_id = @user_id ORDER BY said_at DESC, id DESC;

-- name: RememberAnswer :exec
INSERT INTO profile.answers (id, user_id, topic, question_key, question, answer, employer, said_at)
VALUES (@id, @user_id, @topic, @question_key, @question, @answer, @employer, @said_at)
ON CONFLICT ON CONSTRAINT answers_user_question_employer_key
DO UPDATE SET topic = excluded.topic, question = excluded.question, answer = excluded.answer, said_at = excluded.said_at;

-- name: ForgetAnswer :execrows
DELETE FROM profile.answers WHERE user_id = @user_id AND id = @id;

-- name: MarkAnswersUsed :exec
UPDATE profile.answers SET last_used_at = @at WHERE user_id = @user_id AND id = ANY(sqlc.arg(ids)::text[]::uuid[]);

-- name: ForgetSharedTwin :exec
DELETE FROM profile.answers shared USING profile.answers mine
WHERE mine.user_id = @user_id AND mine.id = @id AND mine.employer <> ''
  AND shared.user_id = mine.user_id AND shared.question_key = mine.question_key AND shared.employer = '';

-- name: ShareAnswer :execrows
UPDATE profile.answers SET employer = '' WHERE user_id = @user_id AND id = @id;
