package autoapplysvc

import (
	"slices"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
)

// merge sets approved answers against the fields of the page: by key, else by label.
// The page decides which fields exist; a field counts as required when the page or
// the platform's own description says so. asked lists required fields without an
// approved answer; a fact that would answer one is proposed, for the person to see
// before it is sent. Answers to fields that the page does not have are left out.
func merge(approved []applications.Answer, fields []autoapply.Field, said known) (merged []applications.Answer, asked []string) {
	for _, field := range fields {
		if field.Kind == autoapply.KindHidden {
			continue
		}
		at := slices.IndexFunc(approved, func(a applications.Answer) bool { return a.FieldKey == field.Key })
		if at < 0 {
			at = slices.IndexFunc(approved, func(a applications.Answer) bool { return autoapply.Equal(a.Label, field.Label) })
		}
		fresh := said.one(field)
		if at < 0 {
			if field.Required {
				asked = append(asked, field.Key)
			} else {
				fresh.Values, fresh.Origin, fresh.OriginText = nil, applications.OriginNone, ""
			}
			merged = append(merged, fresh)
			continue
		}
		known := approved[at]
		fresh.Required = fresh.Required || known.Required
		fresh.Values, fresh.Origin, fresh.OriginText = offered(field, known.Values), known.Origin, known.OriginText
		fresh.PersonOnly = fresh.PersonOnly || known.PersonOnly
		if field.Kind == autoapply.KindFile {
			fresh.Values = known.Values
		}
		if fresh.Missing() {
			asked = append(asked, field.Key)
		}
		merged = append(merged, fresh)
	}
	return merged, asked
}

// fillings turns answers into what is typed, chosen and uploaded, in the order of the
// form.
func (r *run) fillings(answers []applications.Answer) []autoapply.Filling {
	var fillings []autoapply.Filling
	for _, a := range answers {
		if !a.Answered() {
			continue
		}
		filling := autoapply.Filling{Key: a.FieldKey, Values: a.Values}
		if a.Kind == string(autoapply.KindFile) {
			filling.Values = nil
			filling.File = &autoapply.FileValue{Name: r.said.resume.FileName, MediaType: r.said.resume.MediaType, Bytes: r.resume}
		}
		fillings = append(fillings, filling)
	}
	return fillings
}

// newer gives the fillings whose fields are not among the earlier ones.
func newer(all, earlier []autoapply.Filling) []autoapply.Filling {
	return slices.DeleteFunc(all, func(f autoapply.Filling) bool {
		return slices.ContainsFunc(earlier, func(e autoapply.Filling) bool { return e.Key == f.Key })
	})
}
