package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"kartoteka/app/message"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer"
)

// Environment variables passwords are read from.
const (
	passwordVariable    = "KARTOTEKA_PASSWORD"     // of the account that signs in
	newPasswordVariable = "KARTOTEKA_NEW_PASSWORD" // that users add and users password set
)

// A session is the open database and who works with it. Both come into being when a command asks for them.
type session struct {
	*data.Store
	by       data.User
	password string // the one by signed in with
}

// errSignIn says that the database has no account to open with and that --user names none.
var errSignIn = errors.New("a sign-in is needed")

// errNoPassword says that an account has a password and that there is no way to ask for it.
var errNoPassword = errors.New("no password given")

// open opens the database and signs the person in.
func (p *program) open(ctx context.Context) error {
	store, err := data.Open(p.databaseFile(), data.Options{Fresh: data.Fresh(p.lang.Fresh())})
	if err != nil {
		return err
	}
	p.Store = store
	if removed := store.Removed(); len(removed.Foreign) > 0 {
		fmt.Fprintln(p.err, oneLine(p.text("foreign.removed", message.Removed(removed, p.lang))))
	}
	if left := store.LeftAlone(); len(left) > 0 {
		fmt.Fprintln(p.err, oneLine(p.text("foreign.left", message.LeftAlone(left, p.lang))))
	}
	if before := store.Reindexed(); before.Path != "" {
		fmt.Fprintln(p.err, p.text("start.reindexed", assets.Values{"File": filepath.Base(before.Path)}))
	}
	p.by, err = p.signIn(ctx)
	return err
}

// openAdmin is open for what only an administrator may. The store refuses others too, but later:
// after a long check, or not at all where something is only shown.
func (p *program) openAdmin(ctx context.Context) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	if p.by.Role != data.Admin {
		return fmt.Errorf("%s: %w", p.by.Name, data.ErrNotAllowed)
	}
	return nil
}

func (p *program) close() error {
	if p.Store == nil {
		return nil
	}
	return p.Store.Close()
}

func (p *program) importer() *importer.Importer { return &importer.Importer{Store: p.Store} }

func (p *program) signIn(ctx context.Context) (data.User, error) {
	if p.user == "" {
		u, err := p.DefaultUser(ctx)
		if errors.Is(err, data.ErrNotFound) {
			err = errSignIn
		}
		return u, err
	}
	u, err := p.account(ctx, p.user)
	switch {
	case err == nil && u.Active && !u.HasPassword:
		return u, nil
	case err != nil && !errors.Is(err, data.ErrNotFound):
		return data.User{}, err
	}
	// A name that no account has is asked for a password too, so that the question doesn't show which accounts there are.
	password, given := os.LookupEnv(passwordVariable)
	if !given {
		if password, err = p.ask(ctx, p.text("cli.ask.password", assets.Values{"User": p.user})); err != nil {
			return data.User{}, err
		}
	}
	p.password = password
	return p.verify(ctx, password)
}

// verify signs in with a password. The hash of an account may ask for seconds of work that can't be stopped, so a stop doesn't wait for
// it: the goroutine ends with the program.
func (p *program) verify(ctx context.Context, password string) (data.User, error) {
	type answer struct {
		user data.User
		err  error
	}
	verified, store, name := make(chan answer, 1), p.Store, p.user
	go func() {
		u, err := store.SignIn(ctx, name, password)
		verified <- answer{u, err}
	}()
	select {
	case a := <-verified:
		return a.user, a.err
	case <-ctx.Done():
		return data.User{}, ctx.Err()
	}
}

// account returns the account of a sign-in name, or data.ErrNotFound.
func (p *program) account(ctx context.Context, name string) (data.User, error) {
	users, err := p.Users(ctx)
	if err != nil {
		return data.User{}, err
	}
	for _, u := range users {
		if fold.Text(u.Name) == fold.Text(name) {
			return u, nil
		}
	}
	return data.User{}, fmt.Errorf("account %q: %w", name, data.ErrNotFound)
}

// ask reads a password from the terminal without echo. Without a terminal it is errNoPassword.
func (p *program) ask(ctx context.Context, question string) (string, error) {
	in, ok := p.in.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", errNoPassword
	}
	fd := int(in.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", fmt.Errorf("read password: %w", err)
	}
	fmt.Fprint(p.err, question, " ")
	defer fmt.Fprintln(p.err)
	type answer struct {
		text []byte
		err  error
	}
	typed := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		typed <- answer{text, err}
	}()
	select {
	case a := <-typed:
		return string(a.text), a.err
	case <-ctx.Done(): // the reading goroutine can't be woken; it ends with the program
		_ = term.Restore(fd, before)
		return "", ctx.Err()
	}
}

// newPassword is the password to set: from the environment, else typed twice. The variable of the password to sign in
// with does as well when it was not used to sign in.
func (p *program) newPassword(ctx context.Context, user string) (string, error) {
	if password, given := os.LookupEnv(newPasswordVariable); given {
		return password, nil
	}
	if password, given := os.LookupEnv(passwordVariable); given && p.password == "" {
		return password, nil
	}
	first, err := p.ask(ctx, p.text("cli.ask.new_password", assets.Values{"User": user}))
	if err != nil {
		return "", err
	}
	again, err := p.ask(ctx, p.text("cli.ask.again"))
	if err == nil && first != again {
		err = p.refusal("cli.error.passwords_differ")
	}
	return first, err
}

// userNames are the sign-in names of all accounts by their ids.
func (p *program) userNames(ctx context.Context) (map[int64]string, error) {
	users, err := p.Users(ctx)
	names := map[int64]string{}
	for _, u := range users {
		names[u.ID] = cmp.Or(u.Name, u.FullName)
	}
	return names, err
}

// sameFile reports whether two paths lead to one file that exists.
func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

// oneLine is a text without line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
