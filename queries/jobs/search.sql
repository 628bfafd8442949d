-- name: HitsByID :many
-- The rows of a page of results. The text is read only where something is to be marked in it.
SELECT j.id, j.requisition_id, j.company_id, j.company_name, j.title, j.department,
    j.locations, j.remote, j.remote_region, j.remote_countries, j.employment, j.level,
    j.pay_min, j.pay_max, j.pay_currency, j.pay_interval, j.pay_raw, j.questions,
    j.source, j.board_token, j.external_id, j.url, j.apply_url, j.fingerprint, j.demo, j.status,
    j.posted_at, j.first_seen_at, j.last_seen_at, j.closed_at, j.version,
    (CASE WHEN sqlc.arg(with_text)::boolean THEN j.description_text ELSE '' END)::text AS description_text
FROM jobs.jobs j
WHERE j.id = ANY(sqlc.arg(ids)::text[]::uuid[]);

-- name: Lexemes :one
SELECT tsvector_to_array(to_tsvector('english', sqlc.arg(words)::text))::text[];

-- name: Highlight :one
-- What the words match in each text, between the marks that the options name.
SELECT ARRAY(
    SELECT ts_headline('english', t.text, websearch_to_tsquery('english', sqlc.arg(words)::text), sqlc.arg(options)::text)
    FROM unnest(sqlc.arg(texts)::text[]) WITH ORDINALITY AS t(text, place) ORDER BY t.place)::text[];

-- name: RequirementsByID :many
SELECT id, requirements FROM jobs.jobs WHERE id = ANY(sqlc.arg(ids)::text[]::uuid[]);

-- name: SimilarJobIDs :many
-- Titles that share words, the more and the rarer in the head the better; then the same
-- level and a country in common.
WITH wanted AS MATERIALIZED (
    SELECT o.id, o.requisition_id, o.fingerprint, o.level, o.countries,
        replace(plainto_tsquery('english', o.title)::text, ' & ', ' | ')::tsquery AS words
    FROM jobs.jobs o WHERE o.id = @id
), alike AS (
    SELECT j.id, j.requisition_id, j.posted_at,
        ts_rank(j.head, w.words)
            * (CASE WHEN j.level = w.level THEN 1.3 ELSE 1 END)
            * (CASE WHEN j.countries && w.countries THEN 1.2 ELSE 1 END) AS score
    FROM wanted w JOIN jobs.jobs j ON j.head @@ w.words
    WHERE j.status = 'active' AND j.id <> w.id AND j.requisition_id <> w.requisition_id AND j.fingerprint <> w.fingerprint
), once AS (
    SELECT DISTINCT ON (a.requisition_id) a.id, a.posted_at, a.score FROM alike a ORDER BY a.requisition_id, a.score DESC, a.id
)
SELECT once.id FROM once ORDER BY once.score DESC, once.posted_at DESC, once.id LIMIT sqlc.arg(max)::int;
