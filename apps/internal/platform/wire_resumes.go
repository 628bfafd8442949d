package platform

import (
	"path/filepath"

	"github.com/applyforus/applyforus/adapters/documents"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/postgres/resumespg"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

func wireDocuments(p *Parts) *documents.Reader {
	reader := documents.New(documents.Options{CacheDir: filepath.Join(p.Config.Cache, "pdfium")})
	p.onClose(reader.Close)
	return reader
}

func wireResumes(p *Parts, reader *documents.Reader) *resumesvc.Service {
	return resumesvc.New(resumesvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) resumesvc.Tx {
			q := s.Queryer()
			return resumesvc.Tx{Resumes: resumespg.NewStore(q), Profiles: profilepg.NewProfiles(q), Outbox: s.Outbox()}
		}),
		Resumes: resumespg.NewReader(p.DB.Pool()), Documents: reader, Blobs: p.Blobs, Now: p.Now,
	})
}
