// Package documents reads uploaded resumes: PDF through PDFium in a WebAssembly
// sandbox, DOCX through its own reader of the Office Open XML parts. Files are
// untrusted, so everything is bounded: size, pages, time, memory and unpacked bytes.
// What the lines mean is not known here.
package documents
