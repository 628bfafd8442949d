-- +goose Up
-- The short part of the search vector: what a result is ranked by first.
ALTER TABLE jobs.jobs ADD COLUMN head tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', company_name || ' ' || department), 'B')) STORED;

-- Remote, employment and level as one number, to count by: 3 bits each, the place of the
-- value in the order of the check constraints, 0 = not stated.
ALTER TABLE jobs.jobs ADD COLUMN traits smallint NOT NULL GENERATED ALWAYS AS (
    CASE remote WHEN 'none' THEN 64 WHEN 'hybrid' THEN 128 WHEN 'remote' THEN 192 ELSE 0 END
    + CASE employment WHEN 'full_time' THEN 8 WHEN 'part_time' THEN 16 WHEN 'contract' THEN 24 WHEN 'temporary' THEN 32 WHEN 'internship' THEN 40 ELSE 0 END
    + CASE level WHEN 'intern' THEN 1 WHEN 'entry' THEN 2 WHEN 'mid' THEN 3 WHEN 'senior' THEN 4 WHEN 'lead' THEN 5 WHEN 'director' THEN 6 WHEN 'executive' THEN 7 ELSE 0 END) STORED;

-- A posting's long parts go out of line and the short ones that every match is looked at
-- for stay, so that a search which counts thousands of rows reads little of each.
ALTER TABLE jobs.jobs SET (toast_tuple_target = 640);
ALTER TABLE jobs.jobs ALTER COLUMN head SET STORAGE MAIN, ALTER COLUMN countries SET STORAGE MAIN, ALTER COLUMN cities SET STORAGE MAIN;

-- Everything that filters and facets read, for searches without words: answered from
-- the index alone.
DROP INDEX jobs.jobs_posted_idx;
CREATE INDEX jobs_posted_idx ON jobs.jobs (posted_at DESC, id)
    INCLUDE (company_id, traits, remote, employment, level, countries, pay_annual_max, pay_currency)
    WHERE status = 'active';
CREATE INDEX jobs_head_idx ON jobs.jobs USING gin (head) WHERE status = 'active';
CREATE INDEX jobs_locations_idx ON jobs.jobs USING gin (locations jsonb_path_ops) WHERE status = 'active';
-- Words that are spelled nearly alike.
CREATE INDEX jobs_alike_idx ON jobs.jobs USING gin ((title || ' ' || company_name) public.gin_trgm_ops) WHERE status = 'active';

-- +goose Down
DROP INDEX jobs.jobs_alike_idx;
DROP INDEX jobs.jobs_locations_idx;
DROP INDEX jobs.jobs_head_idx;
DROP INDEX jobs.jobs_posted_idx;
CREATE INDEX jobs_posted_idx ON jobs.jobs (posted_at DESC, id) WHERE status = 'active';
ALTER TABLE jobs.jobs DROP COLUMN traits;
ALTER TABLE jobs.jobs DROP COLUMN head;
ALTER TABLE jobs.jobs ALTER COLUMN countries SET STORAGE EXTENDED, ALTER COLUMN cities SET STORAGE EXTENDED;
ALTER TABLE jobs.jobs RESET (toast_tuple_target);
