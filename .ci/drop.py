#!/usr/bin/python3
"""Drops files on a window of the X display the way a file manager does (XDND 5), without mouse or window manager.

    drop.py TITLE-PART X Y FILE...        X and Y count from the window's upper left corner
"""
import pathlib
import sys
import time

from Xlib import X, display
from Xlib.error import XError
from Xlib.protocol import event

title, x, y = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
content = "".join(pathlib.Path(f).resolve().as_uri() + "\r\n" for f in sys.argv[4:]).encode()
screen = display.Display()
root = screen.screen().root
atom = screen.intern_atom
TIME_LIMIT = 20


def windows(parent):
    for child in parent.query_tree().children:
        yield child
        yield from windows(child)


def find():
    """The window that has the title and takes drops, or None."""
    for w in windows(root):
        try:
            name = w.get_full_property(atom("_NET_WM_NAME"), X.AnyPropertyType)
            aware = w.get_full_property(atom("XdndAware"), X.AnyPropertyType)
            if name and aware and title in bytes(name.value).decode("utf-8", "replace"):
                return w, min(5, aware.value[0])
        except XError:
            continue  # it has just closed
    return None


deadline = time.monotonic() + TIME_LIMIT
while not (found := find()):
    if time.monotonic() > deadline:
        sys.exit(f"no window with {title!r} in its title takes drops")
    time.sleep(0.2)
target, version = found
corner = root.translate_coords(target, 0, 0)
position = (corner.x + x) << 16 | (corner.y + y)

source = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
source.set_selection_owner(atom("XdndSelection"), X.CurrentTime)


def send(kind, *data):
    message = event.ClientMessage(window=target, client_type=atom(kind), data=(32, [source.id, *data]))
    target.send_event(message, event_mask=0)
    screen.flush()


send("XdndEnter", version << 24, atom("text/uri-list"), 0, 0)
send("XdndPosition", 0, position, X.CurrentTime, atom("XdndActionCopy"))
dropped = False
while time.monotonic() < deadline:
    if not screen.pending_events():
        time.sleep(0.01)
        continue
    e = screen.next_event()
    if e.type == X.SelectionRequest:
        e.requestor.change_property(e.property, e.target, 8, content)
        answer = event.SelectionNotify(time=e.time, requestor=e.requestor, selection=e.selection, target=e.target, property=e.property)
        e.requestor.send_event(answer)
        screen.flush()
    elif e.type == X.ClientMessage and e.client_type == atom("XdndStatus") and not dropped:
        if not e.data[1][1] & 1:
            sys.exit("the window refuses the files")
        dropped = True
        send("XdndDrop", 0, X.CurrentTime, 0, 0)
    elif e.type == X.ClientMessage and e.client_type == atom("XdndFinished"):
        sys.exit(0)
sys.exit("the window did not take the files")
