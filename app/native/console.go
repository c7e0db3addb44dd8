package native

// JoinConsole connects the standard streams with the console the program was started from, as far as they lead nowhere: Windows gives
// a program with a window no console. Streams that were redirected stay as they are. Elsewhere it does nothing.
//
// Such a program ends when its console is closed, and the console does not wait for it: that is why a console finds
// kartoteka.com first (app/cli/console).
func JoinConsole() { joinConsole() }

// LeaveConsole ends that, for a window that shall outlive the console.
func LeaveConsole() { leaveConsole() }
