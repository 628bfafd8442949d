-- name: CreateCompany :exec
INSERT INTO employer.companies (id, name, created_at) VALUES (@id, @name, @created_at);

-- name: JoinCompany :exec
INSERT INTO employer.company_members (company_id, user_id, role, since)
VALUES (@company_id, @user_id, @role, @since)
ON CONFLICT (company_id, user_id) DO UPDATE SET role = excluded.role;

-- name: ListMemberships :many
SELECT sqlc.embed(c), m.role, m.since
FROM employer.company_members m
JOIN employer.companies c ON c.id = m.company_id
WHERE m.user_id = @user_id
ORDER BY c.name, c.id;

-- name: GetMembership :one
SELECT sqlc.embed(c), m.role, m.since
FROM employer.company_members m
JOIN employer.companies c ON c.id = m.company_id
WHERE m.user_id = @user_id AND m.company_id = @company_id;

-- name: ListMembers :many
SELECT m.user_id, u.name, u.email, m.role, m.since
FROM employer.company_members m
JOIN identity.users u ON u.id = m.user_id
WHERE m.company_id = @company_id
  AND EXISTS (SELECT FROM employer.company_members own WHERE own.company_id = m.company_id AND own.user_id = sqlc.arg(asking))
ORDER BY u.name, m.user_id;
