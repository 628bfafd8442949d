-- name: JobsByID :many
-- The time of seeing a job moves with its board, not with a write per job.
SELECT j.id, j.requisition_id, j.company_id, j.company_name, j.title, j.description_html, j.description_text, j.department,
    j.locations, j.remote, j.remote_region, j.remote_countries, j.employment, j.level,
    j.pay_min, j.pay_max, j.pay_currency, j.pay_interval, j.pay_raw, j.questions,
    j.source, j.board_token, j.external_id, j.url, j.apply_url, j.fingerprint, j.demo, j.status,
    j.posted_at, j.first_seen_at, j.closed_at, j.version,
    greatest(j.last_seen_at, (SELECT max(b.last_success_at) FROM jobs.job_links l
        JOIN jobs.boards b ON b.source = l.source AND b.token = l.board_token
        WHERE l.job_id = j.id AND l.closed_at IS NULL AND l.misses = 0))::timestamptz AS last_seen_at
FROM jobs.jobs j
WHERE j.id = ANY(sqlc.arg(ids)::text[]::uuid[]);

-- name: JobIDsByFingerprint :many
SELECT id FROM jobs.jobs WHERE fingerprint = ANY(sqlc.arg(fingerprints)::text[]) AND status = 'active';

-- name: JobIDsByRequisition :many
SELECT id FROM jobs.jobs WHERE requisition_id = @requisition_id;

-- name: JobRequirements :one
SELECT requirements FROM jobs.jobs WHERE id = @id;

-- name: PutJob :batchone
INSERT INTO jobs.jobs (id, requisition_id, company_id, company_name, title, description_html, description_text, department,
    locations, countries, cities, remote, remote_region, remote_countries, employment, level,
    pay_min, pay_max, pay_currency, pay_interval, pay_raw, pay_annual_max, questions, requirements,
    source, board_token, external_id, url, apply_url, fingerprint, demo, status,
    posted_at, first_seen_at, last_seen_at, closed_at, version)
VALUES (@id, @requisition_id, @company_id, @company_name, @title, @description_html, @description_text, @department,
    @locations, @countries, @cities, @remote, @remote_region, @remote_countries, @employment, @level,
    @pay_min, @pay_max, @pay_currency, @pay_interval, @pay_raw, @pay_annual_max, @questions, @requirements,
    @source, @board_token, @external_id, @url, @apply_url, @fingerprint, @demo, @status,
    @posted_at, @first_seen_at, @last_seen_at, @closed_at, @version)
ON CONFLICT ON CONSTRAINT jobs_pkey DO UPDATE SET
    requisition_id = excluded.requisition_id, company_id = excluded.company_id, company_name = excluded.company_name,
    title = excluded.title, description_html = excluded.description_html, description_text = excluded.description_text,
    department = excluded.department, locations = excluded.locations, countries = excluded.countries, cities = excluded.cities,
    remote = excluded.remote, remote_region = excluded.remote_region, remote_countries = excluded.remote_countries,
    employment = excluded.employment, level = excluded.level,
    pay_min = excluded.pay_min, pay_max = excluded.pay_max, pay_currency = excluded.pay_currency,
    pay_interval = excluded.pay_interval, pay_raw = excluded.pay_raw, pay_annual_max = excluded.pay_annual_max,
    questions = excluded.questions, requirements = excluded.requirements,
    source = excluded.source, board_token = excluded.board_token, external_id = excluded.external_id,
    url = excluded.url, apply_url = excluded.apply_url, fingerprint = excluded.fingerprint,
    demo = excluded.demo, status = excluded.status, posted_at = excluded.posted_at,
    first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, closed_at = excluded.closed_at,
    version = excluded.version
WHERE jobs.version = excluded.version - 1
RETURNING version;

-- name: LockNames :exec
-- Sorted, so that two transactions never wait for each other in a circle.
SELECT pg_advisory_xact_lock(hashtextextended(name, 0))
FROM (SELECT DISTINCT unnest(sqlc.arg(names)::text[]) AS name ORDER BY name) AS sorted;
