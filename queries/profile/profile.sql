-- name: GetProfile :one
SELECT * FROM profile.user_profiles WHERE user_id = @user_id;

-- name: InsertProfile :execrows
INSERT INTO profile.user_profiles (user_id, full_name, headline, summary, email, phone, location,
    linkedin_url, github_url, portfolio_url, photo_id, provenance, version, created_at, updated_at)
VALUES (@user_id, @full_name, @headline, @summary, @email, @phone, @location,
    @linkedin_url, @github_url, @portfolio_url, @photo_id, @provenance, 1, @now, @now)
ON CONFLICT (user_id) DO NOTHING;

-- name: UpdateProfile :execrows
UPDATE profile.user_profiles
SET full_name = @full_name, headline = @headline, summary = @summary, email = @email, phone = @phone, location = @location,
    linkedin_url = @linkedin_url, github_url = @github_url, portfolio_url = @portfolio_url, photo_id = @photo_id, provenance = @provenance,
    version = version + 1, updated_at = @now
WHERE user_id = @user_id AND version = @version;

-- name: ListExperience :many
SELECT * FROM profile.work_experiences WHERE user_id = @user_id ORDER BY position;

-- name: InsertExperience :batchexec
INSERT INTO profile.work_experiences (id, user_id, company, title, location, description, start_month, end_month, is_current,
    source, resume_id, quote, page, position, created_at)
VALUES (@id, @user_id, @company, @title, @location, @description, @start_month, @end_month, @is_current,
    @source, @resume_id, @quote, @page, @position, @created_at);

-- name: DeleteExperience :exec
DELETE FROM profile.work_experiences WHERE user_id = @user_id;

-- name: ListEducation :many
SELECT * FROM profile.educations WHERE user_id = @user_id ORDER BY position;

-- name: InsertEducation :batchexec
INSERT INTO profile.educations (id, user_id, institution, degree, field, grade, start_month, end_month,
    source, resume_id, quote, page, position, created_at)
VALUES (@id, @user_id, @institution, @degree, @field, @grade, @start_month, @end_month,
    @source, @resume_id, @quote, @page, @position, @created_at);

-- name: DeleteEducation :exec
DELETE FROM profile.educations WHERE user_id = @user_id;

-- name: ListSkills :many
SELECT * FROM profile.skills WHERE user_id = @user_id ORDER BY position;

-- name: InsertSkill :batchexec
INSERT INTO profile.skills (id, user_id, name, level, years_experience, source, resume_id, quote, page, position, created_at)
VALUES (@id, @user_id, @name, @level, @years_experience, @source, @resume_id, @quote, @page, @position, @created_at);

-- name: DeleteSkills :exec
DELETE FROM profile.skills WHERE user_id = @user_id;

-- name: ListLanguages :many
SELECT * FROM profile.languages WHERE user_id = @user_id ORDER BY position;

-- name: InsertLanguage :batchexec
INSERT INTO profile.languages (id, user_id, name, level, source, resume_id, quote, page, position, created_at)
VALUES (@id, @user_id, @name, @level, @source, @resume_id, @quote, @page, @position, @created_at);

-- name: DeleteLanguages :exec
DELETE FROM profile.languages WHERE user_id = @user_id;

-- name: ListCertifications :many
SELECT * FROM profile.certifications WHERE user_id = @user_id ORDER BY position;

-- name: InsertCertification :batchexec
INSERT INTO profile.certifications (id, user_id, name, issuer, number, url, month, expires_month, source, resume_id, quote, page, position, created_at)
VALUES (@id, @user_id, @name, @issuer, @number, @url, @month, @expires_month, @source, @resume_id, @quote, @page, @position, @created_at);

-- name: DeleteCertifications :exec
DELETE FROM profile.certifications WHERE user_id = @user_id;

-- name: ListLinks :many
SELECT * FROM profile.links WHERE user_id = @user_id ORDER BY position;

-- name: InsertLink :batchexec
INSERT INTO profile.links (id, user_id, label, url, source, position, created_at)
VALUES (@id, @user_id, @label, @url, @source, @position, @created_at);

-- name: DeleteLinks :exec
DELETE FROM profile.links WHERE user_id = @user_id;

-- name: ListWorkAuthorisations :many
SELECT * FROM profile.work_authorisations WHERE user_id = @user_id ORDER BY position;

-- name: InsertWorkAuthorisation :batchexec
INSERT INTO profile.work_authorisations (id, user_id, country, status, sponsorship, valid_until, position, created_at)
VALUES (@id, @user_id, @country, @status, @sponsorship, @valid_until, @position, @created_at);

-- name: DeleteWorkAuthorisations :exec
DELETE FROM profile.work_authorisations WHERE user_id = @user_id;
