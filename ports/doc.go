// Package ports holds the interfaces between the use-cases and the technology
// that serves them. It speaks in the nouns of core and knows nothing else: no
// SQL, no HTTP, no vendor. An interface has at most six methods, and each
// method's comment names the errors it answers. Every adapter of a port runs the
// port's suite in porttest.
package ports
