package web

import (
	"net/url"
	"strings"
)

// LocalPath answers next if it is a path of this site, else fallback: a link from outside
// cannot send anybody elsewhere after signing in. It reads the path as the most generous
// browser, proxy or router would: decoded twice, with backslashes as slashes and what
// browsers drop or fold into dots and slashes refused.
func LocalPath(next, fallback string) string {
	parsed, err := url.Parse(next)
	if err != nil || parsed.Scheme != "" || parsed.Host != "" || parsed.User != nil || parsed.Opaque != "" || !strings.HasPrefix(next, "/") {
		return fallback
	}
	way := parsed.EscapedPath()
	for range 3 {
		if !localWay(way) {
			return fallback
		}
		decoded, err := url.PathUnescape(way)
		if err != nil {
			return fallback
		}
		way = decoded
	}
	if strings.ContainsFunc(next, func(r rune) bool { return r < 0x21 || r == 0x7f || r == '\\' }) {
		return fallback
	}
	return next
}

// localWay refuses what begins with a host for somebody, and segments of dots, which
// could lead to that.
func localWay(way string) bool {
	if strings.HasPrefix(way, "//") || !strings.HasPrefix(way, "/") || strings.ContainsFunc(way, misread) {
		return false
	}
	for segment := range strings.SplitSeq(way, "/") {
		if segment == "." || segment == ".." {
			return false
		}
	}
	return true
}

// misread are characters that browsers drop, or that the mapping of host names turns into
// a dot or a slash.
func misread(r rune) bool {
	switch r {
	case '\\', '\u3002', '\uff0e', '\uff61', '\u2024', '\uff0f', '\u2044', '\u2215', '\u29f8', '\uff3c', '\u00ad', '\u200b', '\u2060', '\ufeff':
		return true
	}
	return r < 0x20 || r == 0x7f
}
