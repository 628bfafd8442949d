// Package autoapply holds what the apply engine reasons about: an attempt to fill
// and send one application form, the form as it is read from a page, the values
// put into it, and how the page answered. It is pure: it must not know browsers,
// databases, queues or any single platform's page structure.
package autoapply
