-- name: CompaniesByKey :many
SELECT id, key FROM jobs.companies WHERE key = ANY(sqlc.arg(keys)::text[]);

-- name: AddCompany :batchexec
INSERT INTO jobs.companies (id, key, name, demo, created_at)
VALUES (@id, @key, @name, @demo, @created_at)
ON CONFLICT ON CONSTRAINT companies_key_key DO NOTHING;
