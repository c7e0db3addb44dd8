-- The tables whose columns never depend on the schema of records. The tables of records
-- themselves are made and kept equal to the schema by tables.go.

PRAGMA application_id = 0x4B617274; -- "Kart"

-- One row. revision grows with every committed change, whichever program made it;
-- derived is the version of the rules by which match columns and search texts were computed.
CREATE TABLE state (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    derived  INTEGER NOT NULL
);
INSERT INTO state VALUES (1, 1, 0);

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Accounts are deactivated, never deleted: records and history name them.
CREATE TABLE users (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL,          -- to sign in with
    m_name    TEXT NOT NULL UNIQUE,   -- the same, folded
    full_name TEXT NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('admin', 'user')),
    active    INTEGER NOT NULL DEFAULT 1,
    password  TEXT                    -- Argon2id in PHC format, NULL: without a password
);

-- Wrong tries to sign in, by folded name (also of names no account has).
CREATE TABLE sign_ins (
    m_name TEXT PRIMARY KEY,
    failed INTEGER NOT NULL,
    last   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE imports (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- the import's number, never given again
    label      TEXT NOT NULL UNIQUE,
    at         TEXT NOT NULL,
    file       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    template   TEXT NOT NULL,
    language   TEXT NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES users (id),
    found      TEXT NOT NULL, -- counts by record type, JSON
    imported   TEXT NOT NULL,
    rejected   TEXT NOT NULL,
    duplicates TEXT NOT NULL,
    status     TEXT NOT NULL DEFAULT 'done'
);
CREATE INDEX imports_sha256 ON imports (sha256);

CREATE TABLE deletions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id   INTEGER REFERENCES imports (id), -- NULL: records removed by hand
    kind        TEXT NOT NULL,                   -- clients, leads or products; of one removed by hand its record type
    at          TEXT NOT NULL,
    user_id     INTEGER NOT NULL REFERENCES users (id),
    counts      TEXT NOT NULL,                   -- deleted records by record type, JSON
    restored_at TEXT,
    restored_by INTEGER REFERENCES users (id)
);
CREATE INDEX deletions_import ON deletions (import_id);

CREATE TABLE custom_fields (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- its column is x_<id>
    identity    TEXT NOT NULL UNIQUE, -- random, the same wherever the database goes: templates carry it
    record_type TEXT NOT NULL,
    position    INTEGER NOT NULL,
    title       TEXT NOT NULL,
    m_title     TEXT NOT NULL,
    type        TEXT NOT NULL,
    panel       TEXT NOT NULL DEFAULT '',
    hint        TEXT NOT NULL DEFAULT '',
    required    INTEGER NOT NULL DEFAULT 0,
    retired     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (record_type, m_title)
);

CREATE TABLE list_items (
    list     TEXT NOT NULL,
    m_text   TEXT NOT NULL,
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (list, m_text)
) WITHOUT ROWID;

-- What was changed by hand: one row for each field.
CREATE TABLE changes (
    id          INTEGER PRIMARY KEY,
    record_type TEXT NOT NULL,
    record_id   INTEGER NOT NULL,
    at          TEXT NOT NULL,
    user_id     INTEGER NOT NULL REFERENCES users (id),
    field       TEXT NOT NULL,
    old, -- without a type, so that values keep theirs
    new
);
CREATE INDEX changes_record ON changes (record_type, record_id);
