package profile

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"strings"
)

// What an archive may unpack to. LinkedIn's tables are far below it.
const (
	maxArchiveEntries = 5_000
	maxTableBytes     = 4 << 20
	maxTableRatio     = 200 // unpacked to packed, of a table above 1 MiB
	maxTableRows      = 5_000
	maxTableColumns   = 60
)

// archiveTables are the tables that are read, each with a column that its heading has.
var archiveTables = map[string]string{
	"profile": "first name", "emailaddresses": "email address", "phonenumbers": "number", "positions": "company name",
	"education": "school name", "skills": "name", "certifications": "name", "languages": "name",
}

// row is one row of a table, by the names of its columns in lower case.
type row map[string]string

func (r row) get(column string) string { return strings.TrimSpace(r[strings.ToLower(column)]) }

// openArchive unpacks the tables that are read and nothing else.
func openArchive(content []byte) (map[string][]row, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, ErrImportZIP.Wrap(err)
	}
	if len(archive.File) > maxArchiveEntries {
		return nil, ErrImportBomb
	}
	tables := map[string][]row{}
	for _, file := range archive.File {
		name, isTable := strings.CutSuffix(strings.ToLower(path.Base(strings.ReplaceAll(file.Name, `\`, "/"))), ".csv")
		name = strings.NewReplacer(" ", "", "_", "").Replace(name)
		heading, wanted := archiveTables[name]
		if _, twice := tables[name]; !isTable || !wanted || twice {
			continue
		}
		text, err := unpack(file)
		if err != nil {
			return nil, err
		}
		if tables[name], err = readTable(text, heading); err != nil {
			return nil, err
		}
	}
	if len(tables) == 0 {
		return nil, ErrImportForeign
	}
	return tables, nil
}

// unpack reads one table, however large it says it is.
func unpack(file *zip.File) ([]byte, error) {
	if size := file.UncompressedSize64; size > maxTableBytes || size > 1<<20 && size/max(file.CompressedSize64, 1) > maxTableRatio {
		return nil, ErrImportBomb
	}
	stream, err := file.Open()
	if err != nil {
		return nil, ErrImportZIP.Wrap(err)
	}
	text, err := io.ReadAll(io.LimitReader(stream, maxTableBytes+1))
	if len(text) > maxTableBytes {
		return nil, ErrImportBomb
	}
	if err = errors.Join(err, stream.Close()); err != nil {
		return nil, ErrImportZIP.Wrap(err)
	}
	return text, nil
}

// readTable reads a CSV file whose heading has the given column. Lines above the heading,
// as some tables have, are passed over; a table without one has no rows.
func readTable(text []byte, heading string) ([]row, error) {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	in.FieldsPerRecord, in.LazyQuotes, in.TrimLeadingSpace = -1, true, true
	var columns []string
	var rows []row
	for read := 0; read < maxTableRows; read++ {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, ErrImportTable.Wrap(err)
		}
		if columns == nil {
			columns = headingOf(cells, heading)
			continue
		}
		one := row{}
		for i, cell := range cells[:min(len(cells), len(columns))] {
			one[columns[i]] = cell
		}
		rows = append(rows, one)
	}
	return rows, nil
}

// headingOf answers the names of the columns if these cells are the heading, else nil.
func headingOf(cells []string, heading string) []string {
	found := false
	names := make([]string, min(len(cells), maxTableColumns))
	for i := range names {
		names[i] = strings.ToLower(strings.TrimSpace(cells[i]))
		found = found || names[i] == heading
	}
	if !found {
		return nil
	}
	return names
}
