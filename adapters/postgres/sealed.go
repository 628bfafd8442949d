package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/ports"
)

// SealedColumn is a column of sealed values, see ports.Sealer.
type SealedColumn struct {
	Schema, Table, Column string
	Key                   string // column that tells rows apart
	Purpose               string // what each value was sealed for, up to the row's key behind it
}

// SealedColumns lists every sealed column. Changing keys goes through all of them, so a
// column that is missing here would be lost with the old key; a test compares the list
// with the schema, where such columns are called sealed_*.
var SealedColumns = []SealedColumn{
	{Schema: "identity", Table: "signing_keys", Column: "sealed_private", Key: "id", Purpose: "identity.signing_keys:"},
	{Schema: "identity", Table: "mfa_secrets", Column: "sealed_secret", Key: "user_id", Purpose: "identity.mfa_secrets:"},
	{Schema: "identity", Table: "oauth_connections", Column: "sealed_token", Key: "id", Purpose: "identity.oauth_connections:"},
}

// Resealed counts what became of the values of a column.
type Resealed struct {
	Column  SealedColumn
	Changed int
	Lost    int // could not be opened with any key
}

const resealBatch = 100

// Reseal opens every value that does not begin with head and seals it anew. It can be
// broken off and started again, and run while others read and write: a value that somebody
// changed meanwhile is left to the next round.
func Reseal(ctx context.Context, db Queryer, sealer ports.Sealer, head []byte) ([]Resealed, error) {
	all := make([]Resealed, len(SealedColumns))
	for i, column := range SealedColumns {
		all[i].Column = column
		after := ""
		for more := true; more; {
			batch, err := column.foreign(ctx, db, head, after)
			if err != nil {
				return all, err
			}
			for _, row := range batch {
				after = row.key
				if err := column.reseal(ctx, db, sealer, row, &all[i]); err != nil {
					return all, err
				}
			}
			more = len(batch) == resealBatch
		}
	}
	return all, nil
}

type sealedRow struct {
	key   string
	value []byte
}

func (c SealedColumn) table() string { return pgx.Identifier{c.Schema, c.Table}.Sanitize() }

// foreign gives the next rows whose value another key has sealed.
func (c SealedColumn) foreign(ctx context.Context, db Queryer, head []byte, after string) ([]sealedRow, error) {
	column, key := pgx.Identifier{c.Column}.Sanitize(), pgx.Identifier{c.Key}.Sanitize()
	rows, err := db.Query(ctx, fmt.Sprintf(
		`SELECT %[2]s::text, %[1]s FROM %[3]s WHERE %[1]s IS NOT NULL AND substring(%[1]s FROM 1 FOR $1) <> $2 AND %[2]s::text > $3 ORDER BY %[2]s::text LIMIT %[4]d`,
		column, key, c.table(), resealBatch), len(head), head, after)
	if err != nil {
		return nil, fmt.Errorf("postgres: read %s.%s: %w", c.table(), c.Column, err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (found sealedRow, err error) {
		return found, row.Scan(&found.key, &found.value)
	})
}

func (c SealedColumn) reseal(ctx context.Context, db Queryer, sealer ports.Sealer, row sealedRow, count *Resealed) error {
	purpose := c.Purpose + row.key
	plain, err := sealer.Open(row.value, purpose)
	if err != nil {
		count.Lost++
		return nil //nolint:nilerr // it is counted, and the others go on
	}
	sealed, err := sealer.Seal(plain, purpose)
	if err != nil {
		return err
	}
	check, err := sealer.Open(sealed, purpose)
	if err != nil || !bytes.Equal(check, plain) {
		return errors.Join(fmt.Errorf("postgres: %s.%s: a new value does not open", c.table(), c.Column), err)
	}
	column, key := pgx.Identifier{c.Column}.Sanitize(), pgx.Identifier{c.Key}.Sanitize()
	tag, err := db.Exec(ctx, fmt.Sprintf(`UPDATE %s SET %[2]s = $1 WHERE %[3]s::text = $2 AND %[2]s = $3`, c.table(), column, key), sealed, row.key, row.value)
	if err != nil {
		return fmt.Errorf("postgres: write %s.%s: %w", c.table(), c.Column, err)
	}
	count.Changed += int(tag.RowsAffected())
	return nil
}
