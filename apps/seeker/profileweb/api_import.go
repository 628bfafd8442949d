package profileweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/importsvc"
)

// ProfileImport is facts from elsewhere that wait for the person's decision.
type ProfileImport struct {
	ID        id.Import            `json:"id" format:"uuid"`
	Source    profile.Source       `json:"source" enum:"linkedin,github,jsonresume,linkedin_archive"`
	FileName  string               `json:"fileName,omitempty"`
	Status    profile.ImportStatus `json:"status" enum:"open,taken,dismissed"`
	Notes     []string             `json:"notes" doc:"What could not be taken from the file, for people."`
	CreatedAt time.Time            `json:"createdAt"`
}

// ImportProposal is an import beside the profile as it is now.
type ImportProposal struct {
	Import      ProfileImport      `json:"import"`
	Version     int                `json:"version" doc:"Of the profile that it was compared with; send it back when taking facts over."`
	Differences []ImportDifference `json:"differences"`
}

// ImportDifference is what one fact would change.
type ImportDifference struct {
	Key      string             `json:"key" doc:"Names the fact when it is taken over."`
	Section  string             `json:"section" doc:"The single text or the list that it belongs to."`
	Kind     profile.ChangeKind `json:"kind" enum:"added,changed,same"`
	Title    string             `json:"title"`
	Typed    bool               `json:"typed" doc:"The person typed what would be changed."`
	Proposed bool               `json:"proposed" doc:"It is ticked unless the person decides otherwise: what they typed never is."`
	Fields   []ImportField      `json:"fields"`
}

// ImportField is one field of a fact.
type ImportField struct {
	Label  string `json:"label"`
	Mine   string `json:"mine" doc:"What the profile says; empty where it says nothing."`
	Theirs string `json:"theirs" doc:"What it would say."`
}

func presentImport(i profile.Import) ProfileImport {
	return ProfileImport{ID: i.ID, Source: i.Source, FileName: i.FileName, Status: i.Status, Notes: asIs(i.Notes), CreatedAt: i.CreatedAt}
}

func presentProposal(p importsvc.Proposal) ImportProposal {
	return ImportProposal{Import: presentImport(p.Import), Version: p.Version, Differences: each(p.Differences, func(d profile.Difference) ImportDifference {
		return ImportDifference{
			Key: d.Key, Section: d.Section, Kind: d.Kind, Title: d.Title, Typed: d.Typed, Proposed: d.Proposed(),
			Fields: each(d.Fields, func(f profile.FieldDiff) ImportField { return ImportField(f) }),
		}
	})}
}

type importUploadInput struct {
	api.UserPath
	upload api.Upload
}

// Resolve implements huma.Resolver. Nobody's file is read for somebody else's profile.
func (in *importUploadInput) Resolve(ctx huma.Context) (wrong []error) {
	in.upload, wrong = resolveUpload(ctx, &in.UserPath, profile.MaxImportSize, profile.ErrImportEmpty)
	return wrong
}

// ImportPath names an import. It is exported because Huma passes over embedded structs
// that are not.
type ImportPath struct {
	api.UserPath

	Import id.Import `path:"importId" format:"uuid"`
}

type takeInput struct {
	ImportPath

	Body struct {
		Keys    []string `json:"keys" maxItems:"1000" doc:"Of the differences to take over."`
		Version int      `json:"version" doc:"Of the profile that they were compared with; another one is refused with stale."`
	}
}

func registerImports(a huma.API, s Services) {
	upload := operation("importProfile", http.MethodPost, "/imports", "Read facts from a file", http.StatusCreated,
		"A JSON Resume file or a LinkedIn data archive (ZIP) of up to 10 MB. Nothing in the profile changes: compare the import, then take facts over. "+
			"An open import of the same kind is replaced. Resumes as PDF or Word document go to POST /api/v1/resumes/parse.")
	upload.Errors = append(upload.Errors, http.StatusBadRequest, http.StatusUnprocessableEntity)
	api.Handle(a, upload, func(ctx context.Context, in *importUploadInput) (ProfileImport, error) {
		i, err := s.Imports.ReadFile(ctx, importsvc.FileInput{Actor: auth.Actor(ctx), FileName: in.upload.Name, Content: in.upload.Content})
		return presentImport(i), err
	})
	api.DescribeUpload(a, upload, "A JSON Resume file or a LinkedIn data archive of up to 10 MB.")
	api.HandleList(a, operation("listImports", http.MethodGet, "/imports", "List open imports", http.StatusOK, "Latest first."),
		func(ctx context.Context, in *listFactsInput) (page.Page[ProfileImport], error) {
			all, err := s.Imports.Open(ctx, auth.Actor(ctx))
			return pageOf(in.Request(), all, presentImport), err
		})
	compare := operation("compareImport", http.MethodGet, "/imports/{importId}", "Compare an import with the profile", http.StatusOK,
		"What each fact would change. Nothing that an import lacks is ever cleared.")
	compare.Errors = append(compare.Errors, http.StatusConflict)
	api.Handle(a, compare, func(ctx context.Context, in *ImportPath) (ImportProposal, error) {
		p, err := s.Imports.Compare(ctx, auth.Actor(ctx), in.Import)
		return presentProposal(p), err
	})
	api.HandleNothing(a, operation("takeImport", http.MethodPost, "/imports/{importId}/take", "Take facts of an import over", http.StatusNoContent,
		"Only those that are named; the import is closed then."),
		func(ctx context.Context, in *takeInput) error {
			return s.Imports.Take(ctx, importsvc.TakeInput{Actor: auth.Actor(ctx), Import: in.Import, Keys: in.Body.Keys, Version: in.Body.Version})
		})
	api.HandleNothing(a, operation("dismissImport", http.MethodDelete, "/imports/{importId}", "Dismiss an import", http.StatusNoContent,
		"Nothing is taken over, and what was read is forgotten."),
		func(ctx context.Context, in *ImportPath) error {
			return s.Imports.Dismiss(ctx, auth.Actor(ctx), in.Import)
		})
}
