-- The mappings of foreign tables that were imported: which column is which field. They hold no values of records.
CREATE TABLE mappings (
    id        INTEGER PRIMARY KEY,
    m_name    TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    signature TEXT NOT NULL, -- of the header they fit
    content   TEXT NOT NULL, -- JSON
    user_id   INTEGER NOT NULL REFERENCES users (id),
    used      TEXT NOT NULL
);
CREATE INDEX mappings_signature ON mappings (signature);

-- The mapping an import was read by, '' for a template.
ALTER TABLE imports ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
