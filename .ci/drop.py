#!/usr/bin/python3
"""Drops files on an X11 window by XDND version 5: drop.py "part of the title" X Y FILE…

It speaks the protocol itself (https://freedesktop.org/wiki/Specifications/XDND), so it needs neither a mouse nor a
window manager. X and Y are relative to the window. Needs the Debian package python3-xlib."""
import os
import sys
import time
import urllib.parse

from Xlib import X, display
from Xlib.protocol import event


class Drop:
    def __init__(self, title, x, y, files):
        self.display = display.Display()
        self.screen = self.display.screen().root
        self.target = self.find(title, time.time() + 10)
        place = self.target.translate_coords(self.screen, 0, 0)
        self.at = (abs(place.x) + x) << 16 | (abs(place.y) + y)
        self.uris = "".join("file://" + urllib.parse.quote(os.path.abspath(f)) + "\r\n" for f in files).encode()
        self.source = self.screen.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.source.set_selection_owner(self.atom("XdndSelection"), X.CurrentTime)

    def atom(self, name):
        return self.display.intern_atom(name)

    def windows(self, window):
        yield window
        try:
            for child in window.query_tree().children:
                yield from self.windows(child)
        except Exception:
            return

    def title(self, window):
        try:
            text = window.get_full_property(self.atom("_NET_WM_NAME"), X.AnyPropertyType)
            return text.value.decode("utf8", "replace") if text else str(window.get_wm_name())
        except Exception:
            return ""

    def find(self, title, deadline):
        while time.time() < deadline:
            for window in self.windows(self.screen):
                if title in self.title(window) and window.get_full_property(self.atom("XdndAware"), X.AnyPropertyType):
                    return window
            time.sleep(0.2)
        sys.exit(f"no window that takes drops has {title!r} in its title")

    def send(self, kind, *data):
        message = event.ClientMessage(window=self.target, client_type=self.atom(kind), data=(32, list(data)))
        self.target.send_event(message, event_mask=0)
        self.display.flush()

    def hand_over(self, request):
        request.requestor.change_property(request.property, request.target, 8, self.uris)
        request.requestor.send_event(event.SelectionNotify(
            time=request.time, requestor=request.requestor, selection=request.selection,
            target=request.target, property=request.property), event_mask=0)
        self.display.flush()

    def run(self):
        self.send("XdndEnter", self.source.id, 5 << 24, self.atom("text/uri-list"), 0, 0)
        self.send("XdndPosition", self.source.id, 0, self.at, X.CurrentTime, self.atom("XdndActionCopy"))
        dropped, deadline = False, time.time() + 10
        while time.time() < deadline:
            if not self.display.pending_events():
                time.sleep(0.01)
                continue
            answer = self.display.next_event()
            if answer.type == X.SelectionRequest:
                self.hand_over(answer)
            elif answer.type == X.ClientMessage and answer.client_type == self.atom("XdndFinished"):
                return
            elif answer.type == X.ClientMessage and answer.client_type == self.atom("XdndStatus") and not dropped:
                if not answer.data[1][1] & 1:
                    sys.exit("the window refuses the drop")
                dropped = True
                self.send("XdndDrop", self.source.id, 0, X.CurrentTime, 0, 0)
        sys.exit("the window did not finish the drop")


if __name__ == "__main__":
    Drop(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]).run()
