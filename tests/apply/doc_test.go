// Package apply_test tests applying on somebody's behalf over the real stores: the
// use-cases, the engine with a scripted browser, with Chromium on the form lab, and with
// workers that are killed.
package apply_test
