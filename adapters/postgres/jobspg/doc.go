// Package jobspg stores jobs, the links to the feeds that show them, boards, companies
// and saved jobs in PostgreSQL. It must not decide what a feed's answer means: that is
// the importer's.
package jobspg
