"""`faultline watch` on a terminal of its own (a pty): what it shows, and what it leaves behind."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unittest

PROGRAM = os.environ["FAULTLINE"]
LESSON = "scenarios/01-order-checkout.json"
LEAVES = "\x1b[?1049l"  # the other page is gone
CURSOR = "\x1b[?25h"


class Terminal:
    """A terminal of 80 columns and 40 lines in which a shell runs `faultline watch`."""

    def __init__(self):
        self.shell, self.end = pty.fork()
        if self.shell == 0:
            script = '"$@"; code=$?; sleep 0.5; exit $code'
            watch = [PROGRAM, "watch", LESSON, "--speed", "60"]
            os.execv("/bin/sh", ["sh", "-c", script, "sh", *watch])
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self.seen = ""

    def read(self, seconds):
        """What comes within so many seconds; False where nothing will come any more."""
        if not select.select([self.end], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.end, 65536)
        except OSError:
            return False
        self.seen += data.decode("utf-8", "replace")
        return bool(data)

    def wait_for(self, pattern, seconds=40):
        until = time.monotonic() + seconds
        while not re.search(pattern, self.page(), re.DOTALL):
            if time.monotonic() > until or not self.read(0.2):
                raise AssertionError(f"{pattern!r} never came: {self.page()}")

    def page(self):
        """The latest page, without colours."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.seen.split("\x1b[H")[-1])

    def press(self, key):
        os.write(self.end, key.encode())

    def exit_code(self):
        while self.read(10):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.shell, 0)[1])

    def kill(self, how):
        with open(f"/proc/{self.shell}/task/{self.shell}/children", encoding="ascii") as children:
            os.kill(int(children.read().split()[0]), how)

    def echoes(self):
        return bool(termios.tcgetattr(self.end)[3] & termios.ECHO)


class WatchTest(unittest.TestCase):
    def test_shows_both_designs_and_the_fault(self):
        terminal = Terminal()
        terminal.wait_for("now: payment down")
        self.assertIn("rest", terminal.page())
        self.assertIn("events", terminal.page())
        terminal.wait_for(r"payment +\S+ ✕ down.*payment +\S+ ✕ down")
        terminal.press("q")
        self.assertEqual(terminal.exit_code(), 0)

    def test_strikes_and_heals_by_key(self):
        terminal = Terminal()
        terminal.wait_for(r"\[c\] payment")
        terminal.press("c")
        terminal.wait_for("now: payment struck by hand")
        terminal.wait_for(r"✕ struck")
        terminal.press("c")
        terminal.wait_for(r"\[c\] payment +\S+ (?!✕)")
        terminal.press("q")
        self.assertEqual(terminal.exit_code(), 0)

    def test_pauses_and_goes_one_second_at_a_time(self):
        terminal = Terminal()
        terminal.wait_for("0:0[2-9]")
        terminal.press(" ")
        terminal.wait_for("paused")
        before = re.search(r"(\d+):(\d+) of", terminal.page())
        terminal.press("\x1b[C")
        after = int(before[1]) * 60 + int(before[2]) + 1
        terminal.wait_for(f"{after // 60}:{after % 60:02} of 11:00, paused")
        terminal.press("q")
        self.assertEqual(terminal.exit_code(), 0)

    def test_gives_the_terminal_back_at_the_end(self):
        for stop in ("q", "\x03"):
            terminal = Terminal()
            terminal.wait_for("rest")
            self.assertFalse(terminal.echoes())
            terminal.press(stop)
            self.assertEqual(terminal.exit_code(), 0)
            self.assertIn(CURSOR + LEAVES, terminal.seen)

    def test_gives_the_terminal_back_when_it_is_killed(self):
        for stop in (signal.SIGTERM, signal.SIGKILL, signal.SIGSEGV, signal.SIGHUP):
            terminal = Terminal()
            terminal.wait_for("rest")
            terminal.kill(stop)
            terminal.exit_code()
            self.assertIn(CURSOR + LEAVES, terminal.seen, stop)

    def test_needs_a_terminal(self):
        done = subprocess.run(
            [PROGRAM, "watch", LESSON], stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 2)
        self.assertIn("watch needs a terminal", done.stderr)

    def test_refuses_a_speed_that_is_out_of_range(self):
        done = subprocess.run(
            [PROGRAM, "watch", LESSON, "--speed", "1000"], capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 2)
        self.assertIn("--speed", done.stderr)


if __name__ == "__main__":
    unittest.main()
