package identity

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
)

// Language is the language of pages and mails, as BCP 47 has it.
type Language string

// The languages that the product speaks.
const English Language = "en"

// Known tells whether the product speaks the language.
func (l Language) Known() bool { return l == English }

//go:embed time_zones.txt
var timeZoneList string

// TimeZones lists the names of the world's time zones (IANA), in their order.
var TimeZones = strings.Fields(timeZoneList)

// CheckPreferences notes a language or time zone that does not exist. A zone of "" stands
// for none chosen.
func CheckPreferences(c *fault.Check, language Language, zone string) {
	c.That(language.Known(), "language", "unknown", "Choose one of the languages in the list.")
	c.That(zone == "" || slices.Contains(TimeZones, zone), "timeZone", "unknown", "Choose one of the time zones in the list.")
}
