package dbfile

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// limits bound the work that a database from anywhere can ask for (https://sqlite.org/security.html, "Reduce the limits that SQLite
// imposes on inputs"; https://sqlite.org/limits.html for their units). Each is several times the most that the program itself needs.
var limits = map[int]int{
	sqlite3.SQLITE_LIMIT_LENGTH:              64 << 20, // bytes of a text: the ids of millions of records are one
	sqlite3.SQLITE_LIMIT_SQL_LENGTH:          1 << 20,
	sqlite3.SQLITE_LIMIT_COLUMN:              2000, // custom fields are columns
	sqlite3.SQLITE_LIMIT_EXPR_DEPTH:          200,
	sqlite3.SQLITE_LIMIT_COMPOUND_SELECT:     20,
	sqlite3.SQLITE_LIMIT_VDBE_OP:             1_000_000,
	sqlite3.SQLITE_LIMIT_FUNCTION_ARG:        16,
	sqlite3.SQLITE_LIMIT_ATTACHED:            0,
	sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
	sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER:     2000, // one a column
	sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:       10,
	sqlite3.SQLITE_LIMIT_WORKER_THREADS:      0,
}

// open prepares connections with a URI, each within the limits.
func open(uri string) (*sql.DB, error) {
	c, err := sqlite.NewConnector(uri)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(limited{c}), nil
}

// A limited opens connections within the limits.
type limited struct{ driver.Connector }

func (l limited) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := l.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := limit(ctx, c); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// limit sets the limits of a connection. The driver sets them through a pool only, so the connection stands in one of its own for the
// moment. It is in use when the pool is closed, so it stays open.
func limit(ctx context.Context, c driver.Conn) error {
	pool := sql.OpenDB(only{conn: c})
	defer pool.Close()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	for id, most := range limits {
		if _, err := sqlite.Limit(conn, id, most); err != nil {
			return err
		}
	}
	return nil
}

// An only connects to the connection it has.
type only struct{ conn driver.Conn }

func (o only) Connect(context.Context) (driver.Conn, error) { return o.conn, nil }

func (o only) Driver() driver.Driver { return nil }
