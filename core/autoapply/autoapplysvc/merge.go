package autoapplysvc

import (
	"slices"
	"strings"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
)

// merge sets approved answers against the fields of the page. The page decides which
// fields exist; a field counts as required when the page or the platform's own
// description says so. asked lists required fields without an approved answer; a fact
// that would answer one is proposed, for the person to see before it is sent. Answers to
// fields that the page does not have are left out.
func merge(approved []applications.Answer, fields []autoapply.Field, said known) (merged []applications.Answer, asked []string) {
	for _, field := range fields {
		if field.Kind == autoapply.KindHidden {
			continue
		}
		fresh := said.one(field)
		given, ok := counterpart(approved, field, fields)
		switch {
		case ok:
			fresh.Required = fresh.Required || given.Required
			fresh.PersonOnly = fresh.PersonOnly || given.PersonOnly
			fresh.Values, fresh.File, fresh.Origin, fresh.OriginText = offered(field, given.Values), given.File, given.Origin, given.OriginText
			if fresh.Missing() {
				asked = append(asked, field.Key)
			}
		case field.Required:
			asked = append(asked, field.Key)
		default:
			fresh.Values, fresh.Origin, fresh.OriginText = nil, applications.OriginNone, ""
		}
		if !fresh.Answered() {
			fresh.Origin, fresh.OriginText = applications.OriginNone, ""
		}
		merged = append(merged, fresh)
	}
	return merged, asked
}

// counterpart finds the approved answer to a field: by key, else by label, because feeds
// and pages name some fields differently. An answer whose own field is on the page, or a
// label that several fields share, answers no other field.
func counterpart(approved []applications.Answer, field autoapply.Field, fields []autoapply.Field) (applications.Answer, bool) {
	for _, a := range approved {
		if a.FieldKey == field.Key {
			return a, true
		}
	}
	sameLabel := 0
	for _, f := range fields {
		if autoapply.Equal(f.Label, field.Label) {
			sameLabel++
		}
	}
	if sameLabel != 1 {
		return applications.Answer{}, false
	}
	for _, a := range approved {
		taken := slices.ContainsFunc(fields, func(f autoapply.Field) bool { return f.Key == a.FieldKey })
		if !taken && autoapply.Equal(a.Label, field.Label) {
			return a, true
		}
	}
	return applications.Answer{}, false
}

// reworded takes the form's own wording over where a lookup knows an answer only in a
// longer form ("Berlin" as "Berlin, Germany"), so that the person can approve that.
func reworded(answers []applications.Answer, wrong []autoapply.Mismatch) []applications.Answer {
	answers = slices.Clone(answers)
	for _, m := range wrong {
		i := slices.IndexFunc(answers, func(a applications.Answer) bool { return a.FieldKey == m.Key })
		if i < 0 || answers[i].Kind != string(autoapply.KindSingleSelect) || len(answers[i].Options) > 0 {
			continue
		}
		if m.Want != "" && strings.HasPrefix(strings.ToLower(m.Got), strings.ToLower(m.Want)+",") {
			answers[i].Values, answers[i].OriginText = []string{m.Got}, "The form's own wording of “"+m.Want+"”"
		}
	}
	return answers
}

// fillings turns answers into what is typed, chosen and uploaded, in the order of the
// form.
func (r *run) fillings(answers []applications.Answer) []autoapply.Filling {
	var fillings []autoapply.Filling
	for _, a := range answers {
		if !a.Answered() {
			continue
		}
		filling := autoapply.Filling{Key: a.FieldKey, Values: a.Values, Place: a.Topic == string(autoapply.TopicLocation)}
		if a.Kind == string(autoapply.KindFile) {
			filling.Values, filling.File = nil, r.upload(a)
		}
		fillings = append(fillings, filling)
	}
	return fillings
}

// upload gives the file that goes into a field.
func (r *run) upload(a applications.Answer) *autoapply.FileValue {
	if attachable(a) {
		return &autoapply.FileValue{Name: a.File.Name, MediaType: a.File.MediaType, Bytes: r.attached[a.File.SHA256]}
	}
	return &autoapply.FileValue{Name: r.said.resume.FileName, MediaType: r.said.resume.MediaType, Bytes: r.resume}
}

// newer gives the fillings whose fields are not among the earlier ones.
func newer(all, earlier []autoapply.Filling) []autoapply.Filling {
	return slices.DeleteFunc(all, func(f autoapply.Filling) bool {
		return slices.ContainsFunc(earlier, func(e autoapply.Filling) bool { return e.Key == f.Key })
	})
}
