-- +goose Up
-- An answer about one employer ("why us") is kept for that employer alone.
ALTER TABLE profile.answers ADD COLUMN employer text NOT NULL DEFAULT '';
ALTER TABLE profile.answers DROP CONSTRAINT answers_user_question_key;
ALTER TABLE profile.answers ADD CONSTRAINT answers_user_question_employer_key UNIQUE (user_id, question_key, employer);

-- +goose Down
DELETE FROM profile.answers WHERE employer <> '';
ALTER TABLE profile.answers DROP CONSTRAINT answers_user_question_employer_key;
ALTER TABLE profile.answers ADD CONSTRAINT answers_user_question_key UNIQUE (user_id, question_key);
ALTER TABLE profile.answers DROP COLUMN employer;
