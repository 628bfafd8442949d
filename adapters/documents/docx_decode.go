package documents

import "encoding/xml"

// startDecoder decodes the element that was just begun, keeping the reader's depth.
type startDecoder struct {
	reader *storyReader
	start  xml.StartElement
}

func (d startDecoder) decode(into any) error {
	d.reader.depth--
	return d.reader.decoder.DecodeElement(into, &d.start)
}
