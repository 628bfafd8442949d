// Package feedsweb is looking after the followed job boards in the admin console: the
// pages and the API operations. It must not know a rule of boards: it decodes, calls one
// use-case, presents.
package feedsweb
