package ports

// HTMLSanitizer makes a stranger's HTML safe to show.
type HTMLSanitizer interface {
	// Clean gives the HTML with only structure and emphasis left (no script, style, image,
	// form or hidden text), and the same as plain text with its paragraphs kept. Cleaning
	// clean HTML changes nothing. It never fails: what cannot be read is dropped.
	Clean(html string) (clean, text string)
}
