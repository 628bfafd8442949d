package autoapply

import "strings"

// FullerPlace tells whether full names the place that short names, only more fully:
// the city is the same, and whatever else short says stands in full too, in the same
// order ("Kiel, Germany" and "Kiel, Schleswig-Holstein, Germany"). Forms that look
// places up while one types give them back so.
func FullerPlace(short, full string) bool {
	said, given := placeParts(short), placeParts(full)
	if len(said) == 0 || len(given) < len(said) || said[0] != given[0] {
		return false
	}
	at := 0
	for _, part := range given {
		if at < len(said) && part == said[at] {
			at++
		}
	}
	return at == len(said)
}

// City is the first part of a place's name.
func City(place string) string {
	first, _, _ := strings.Cut(place, ",")
	return strings.TrimSpace(first)
}

func placeParts(place string) []string {
	var parts []string
	for part := range strings.SplitSeq(place, ",") {
		if part = normalise(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
