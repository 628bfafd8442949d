package postgres_test

import (
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
)

// TestEverySealedColumnIsListed fails for a column that changing keys would forget.
func TestEverySealedColumnIsListed(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	rows, err := db.Pool().Query(t.Context(), `SELECT table_schema || '.' || table_name || '.' || column_name FROM information_schema.columns
		WHERE column_name LIKE 'sealed\_%' AND data_type = 'bytea' ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	there, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(there) == 0 {
		t.Fatalf("%v, %v", there, err)
	}
	listed := make([]string, len(postgres.SealedColumns))
	for i, c := range postgres.SealedColumns {
		listed[i] = c.Schema + "." + c.Table + "." + c.Column
	}
	slices.Sort(listed)
	if !slices.Equal(there, listed) {
		t.Errorf("sealed columns of the schema: %v\nin postgres.SealedColumns: %v", there, listed)
	}
}
