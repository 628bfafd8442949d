// Package lab is the form lab: look-alike application forms for practice, tests and
// measurements. It takes boards in the shape of the Greenhouse Job Board API as values,
// draws their forms, keeps what is submitted in memory and misbehaves on demand. It must
// not know the product, its database or its browser: to them it is an employer's site.
package lab
