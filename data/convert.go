package data

import (
	"context"
	"slices"
)

// Convert ties a lead to the client it has become: client is stored when it has no ID yet, and so are its contact
// persons. All of it or nothing; both are as Save leaves them. A lead that has a client already is an ErrExists;
// ErrStale says that the lead has changed since it was read. Any account may.
func (s *Store) Convert(ctx context.Context, by User, lead, client *Record, contacts ...Record) error {
	changed, made := *lead, *client
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		if lead.Type != Lead || client.Type != Client || lead.ID == 0 {
			return ErrInvalid
		}
		if lead.Ref("client") != 0 {
			return ErrExists
		}
		if made.ID == 0 {
			if err := in.save(&made); err != nil {
				return err
			}
		}
		for _, c := range contacts {
			c.Values = slices.Clone(c.Values)
			c.Set("client", made.ID)
			if err := in.save(&c); err != nil {
				return err
			}
		}
		changed.Values = slices.Clone(lead.Values)
		changed.Set("client", made.ID)
		if err := in.save(&changed); err != nil {
			return err
		}
		return in.index.flush()
	})
	if err != nil {
		return wrap(err, "convert lead %d", lead.ID)
	}
	*lead, *client = changed, made
	return nil
}
