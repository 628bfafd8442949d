-- name: DeleteAnswers :exec
DELETE FROM applications.answers WHERE application_id = @application_id;

-- name: InsertAnswer :batchexec
INSERT INTO applications.answers (application_id, position, field_key, label, topic, kind, required, options, section,
    description, person_only, answer, file, origin, origin_text)
VALUES (@application_id, @position, @field_key, @label, @topic, @kind, @required, @options, @section,
    @description, @person_only, @answer, @file, @origin, @origin_text);

-- name: ListAnswers :many
SELECT * FROM applications.answers WHERE application_id = @application_id ORDER BY position;

-- name: AddEntry :exec
INSERT INTO applications.application_history (application_id, kind, text, at)
VALUES (@application_id, @kind, @text, @at);

-- name: ListEntries :many
SELECT * FROM applications.application_history WHERE application_id = @application_id ORDER BY at, seq;

-- name: AddNote :exec
INSERT INTO applications.notes (id, application_id, text, created_at) VALUES (@id, @application_id, @text, @created_at);

-- name: DeleteNote :execrows
DELETE FROM applications.notes WHERE application_id = @application_id AND id = @id;

-- name: ListNotes :many
SELECT * FROM applications.notes WHERE application_id = @application_id ORDER BY created_at DESC, id DESC;

-- name: AddEvidence :exec
INSERT INTO applications.evidence (id, application_id, attempt_id, kind, name, media_type, size, sha256, blob_key, created_at)
VALUES (@id, @application_id, @attempt_id, @kind, @name, @media_type, @size, @sha256, @blob_key, @created_at)
ON CONFLICT ON CONSTRAINT evidence_attempt_kind_name_key DO NOTHING;

-- name: ListEvidence :many
SELECT * FROM applications.evidence WHERE application_id = @application_id ORDER BY created_at, id;

-- name: GetEvidence :one
SELECT e.* FROM applications.evidence e
JOIN applications.applications a ON a.id = e.application_id
WHERE a.user_id = @user_id AND a.id = @application_id AND e.id = @id;
