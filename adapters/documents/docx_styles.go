package documents

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/applyforus/applyforus/core/resumes"
)

// style is what a named style says of the text, as far as it matters here.
type style struct {
	kind string  // "heading", "title" or ""
	size float64 // points; 0 = not said
	bold bool
	base string
}

type styleSheet struct {
	byID map[string]style
	size float64 // the document's default
}

// toggle is an on/off property of ECMA-376: present means on unless its value says off.
type toggle struct {
	Value string `xml:"val,attr"`
}

func (t *toggle) on() bool {
	return t != nil && t.Value != "0" && t.Value != "false" && t.Value != "off"
}

type valued struct {
	Value string `xml:"val,attr"`
}

type runProperties struct {
	Bold *toggle `xml:"b"`
	Size *valued `xml:"sz"` // half points
	Hide *toggle `xml:"vanish"`
}

func (p runProperties) points() float64 {
	if p.Size == nil {
		return 0
	}
	half, err := strconv.ParseFloat(p.Size.Value, 64)
	if err != nil || half < 2 || half > 400 {
		return 0
	}
	return half / 2
}

func (a *archive) styles() (styleSheet, error) {
	sheet := styleSheet{byID: map[string]style{}, size: 11}
	content, err := a.part("word/styles.xml")
	if err != nil || content == nil {
		return sheet, err
	}
	var parsed struct {
		XMLName  xml.Name
		Defaults struct {
			Run runProperties `xml:"rPrDefault>rPr"`
		} `xml:"docDefaults"`
		Styles []struct {
			ID    string        `xml:"styleId,attr"`
			Name  valued        `xml:"name"`
			Base  valued        `xml:"basedOn"`
			Level *valued       `xml:"pPr>outlineLvl"`
			Run   runProperties `xml:"rPr"`
		} `xml:"style"`
	}
	if err := newDecoder(content).Decode(&parsed); err != nil {
		return sheet, resumes.ErrDamagedDOCX.Wrap(err)
	}
	if size := parsed.Defaults.Run.points(); size > 0 {
		sheet.size = size
	}
	for _, s := range parsed.Styles {
		kept := style{size: s.Run.points(), bold: s.Run.Bold.on(), base: s.Base.Value}
		name := strings.ToLower(s.Name.Value)
		switch {
		case strings.HasPrefix(name, "heading"), s.Level != nil && s.Level.Value != "9":
			kept.kind = "heading"
		case name == "title":
			kept.kind = "title"
		}
		sheet.byID[s.ID] = kept
	}
	return sheet, nil
}

// of gives a style with what it inherits. Chains are followed ten steps, so a loop ends.
func (s styleSheet) of(id string) style {
	out := s.byID[id]
	for base, steps := out.base, 0; base != "" && steps < 10; steps++ {
		parent := s.byID[base]
		if out.kind == "" {
			out.kind = parent.kind
		}
		if out.size == 0 {
			out.size = parent.size
		}
		out.bold = out.bold || parent.bold
		base = parent.base
	}
	if out.size == 0 {
		out.size = s.size
	}
	return out
}
