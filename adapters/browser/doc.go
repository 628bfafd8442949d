// Package browser fills application forms in a real Chromium through playwright. It
// knows pages and their widgets; it must not know whose answers it types, whether they
// may be sent, or any database. It solves no CAPTCHA, passes no login and hides nothing
// about itself.
package browser
