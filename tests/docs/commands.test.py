"""Runs every command of the workshop and its hand-out as it is printed, with one replication: none
is refused. The program is the one that FAULTLINE names, else ./faultline.
"""

import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("FAULTLINE", str(TREE / "faultline"))
PAGES = ["docs/workshop.md", "docs/handout.md"]
REPLICATED = {"run", "learn", "explain", "advise"}


def commands(page):
    """In the order of the page: a file that `new` writes is there when `run` wants it."""
    text = (TREE / page).read_text(encoding="utf-8")
    found = re.findall(r"^\./faultline [^\n#]+|`\./faultline [^`]+`", text, re.M)
    return list(dict.fromkeys(command.strip("` ") for command in found))


class Commands(unittest.TestCase):
    def test_all_commands_of_the_workshop_work(self):
        for page in PAGES:
            with tempfile.TemporaryDirectory() as folder:
                os.symlink(TREE / "scenarios", Path(folder, "scenarios"))
                self.assertGreater(len(commands(page)), 4, page)
                for command in commands(page):
                    with self.subTest(page=page, command=command):
                        self.run_in(folder, shlex.split(command)[1:])

    def run_in(self, folder, words):
        if words[0] in REPLICATED and "--replications" not in words:
            words += ["--replications", "1" if words[0] in ("run", "learn") else "2"]
        done = subprocess.run([PROGRAM, *words], cwd=folder, text=True, capture_output=True,
                              stdin=subprocess.DEVNULL)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        self.assertNotEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
