// Package applyforus is the root of the module and holds no code: only the tests
// that keep the house in order. arch_test.go checks which package may import which,
// how long files are and how they are called; uow_test.go checks what happens
// within a transaction. docs/architecture.md draws the house.
package applyforus
