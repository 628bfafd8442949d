// Package employer is the companies that recruit here and who belongs to them. It must
// not know how a company is shown or stored.
package employer
