package dbfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// CheckPages looks through every page of the database. It is ErrDamaged when something is wrong, as of the checks below.
func CheckPages(ctx context.Context, q Querier) error {
	var found string
	if err := q.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&found); err != nil {
		return err
	}
	return damage(found)
}

// CheckTables looks through every page of the tables and their indexes, but not whether an index
// says what its table says, nor into the words of full-text indexes: that takes ten times as long, and a
// page that was lost or torn on the way is found without.
func CheckTables(ctx context.Context, q Querier) error {
	var names []string
	rows, err := q.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, name := range names {
		var found string
		if err := q.QueryRowContext(ctx, `SELECT quick_check FROM pragma_quick_check(?)`, name).Scan(&found); err != nil {
			return err
		}
		if err := damage(found); err != nil {
			return err
		}
	}
	return nil
}

// CheckWhole looks through the whole database, indexes and references included.
func CheckWhole(ctx context.Context, q Querier) error {
	var found string
	if err := q.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&found); err != nil {
		return err
	}
	if err := damage(found); err != nil {
		return err
	}
	err := q.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&found)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	} else if err != nil {
		return err
	}
	return damage("a reference of " + found)
}

// damage makes an error of what a check of SQLite has found.
func damage(found string) error {
	if found == "ok" {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrDamaged, found)
}
