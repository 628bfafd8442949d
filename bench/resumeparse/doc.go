// Package resumeparse measures the reading of a two-page resume with two columns:
// go test -bench . ./bench/resumeparse. The engine is warm; its first compilation (6 s,
// once per machine) and its start (70 ms) are not counted.
package resumeparse
