package reqlog

import (
	"fmt"
	"log/slog"
	"reflect"
	"regexp"
	"time"
)

// Mask is a slog.HandlerOptions.ReplaceAttr that keeps personal data out of the log. It
// goes by type and denies by default: numbers, times, identifiers and the fixed words of
// the domains pass; texts and errors pass without addresses, tokens and numbers to call;
// of anything else, such as an account, only the name of its type is written.
func Mask(_ []string, attr slog.Attr) slog.Attr {
	switch attr.Value.Kind() { //nolint:exhaustive // what is left can name nobody
	case slog.KindString:
		attr.Value = slog.StringValue(scrub(attr.Value.String()))
	case slog.KindAny, slog.KindLogValuer:
		attr.Value = maskAny(attr.Value.Any())
	}
	return attr
}

func maskAny(v any) slog.Value {
	switch known := v.(type) {
	case nil, slog.Level, *slog.Source, time.Time:
		return slog.AnyValue(known)
	case error:
		return slog.StringValue(scrub(known.Error()))
	}
	kind := reflect.TypeOf(v)
	switch {
	case kind.Kind() == reflect.Array && kind.Len() == 16 && kind.Elem().Kind() == reflect.Uint8: // an identifier, see core/id
		return slog.StringValue(fmt.Sprint(v))
	case kind.Kind() == reflect.String && kind.PkgPath() != "": // a status, a role, a kind
		return slog.StringValue(scrub(fmt.Sprint(v)))
	}
	return slog.StringValue("(masked " + kind.String() + ")")
}

// personal are texts that name a person or open a door, wherever they stand: e-mail
// addresses, tokens in any of our forms, network addresses, and numbers to call.
var personal = regexp.MustCompile(
	`[\pL\pN._%+'-]+@[\pL\pN-]+(\.[\pL\pN-]+)+` +
		`|\beyJ[\w-]+\.[\w-]+\.[\w-]*` +
		`|\bafu_[\w-]+` +
		`|(^|[^\w-])[\w-]{43}\b` +
		`|\b\d{1,3}(\.\d{1,3}){3}\b` +
		`|\+\d[\d ()./-]{6,}\d`)

func scrub(text string) string { return personal.ReplaceAllString(text, "(masked)") }
