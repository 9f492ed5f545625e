"""Runs the commands whose output the pages quote: each quoted line is printed today, in the same
order. The program is the one that FAULTLINE names, else ./faultline.
"""

import functools
import os
import re
import shlex
import subprocess
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("FAULTLINE", str(TREE / "faultline"))

# What a page quotes without its command: the page, a line of the quotation, the command.
QUOTED = [
    ("README.md", "Order checkout", "run 01"),
    ("docs/reading-results.md", "events, whole run", "run 21 --all"),
    ("docs/delivery.md", " " * 34 + "release train", "run 25"),
    ("docs/analysis.md", "shared", "analyze 15"),
]
# What stands in a sentence, broken into other lines.
CHAINS = {"web failed <-": "run 02", "its event waits in topic placed": "run 21"}


@functools.cache
def printed(command):
    done = subprocess.run([PROGRAM, *shlex.split(command)], cwd=TREE, text=True, check=False,
                          capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def page(name):
    return (TREE / name).read_text(encoding="utf-8")


def blocks(name):
    """The fenced blocks of a page, without their fences."""
    return [block.strip("\n") for block in re.findall(r"^```\w*\n(.*?)^```$", page(name),
                                                      re.M | re.S)]


def words(text):
    return " ".join(text.split())


class Outputs(unittest.TestCase):
    maxDiff = None

    def quotes(self, name, quotation, command):
        """Lines may be left out, but none is changed."""
        output = iter([line.rstrip() for line in printed(command).splitlines()])
        for line in quotation.splitlines():
            self.assertTrue(line.rstrip() in output, f"{name}: {command} does not print: {line}")

    def test_what_follows_a_command_is_all_that_it_prints(self):
        found = 0
        for name in sorted(str(path.relative_to(TREE)) for path in TREE.glob("docs/*.md")):
            for block in blocks(name):
                command, _, quotation = block.partition("\n")
                if command.startswith("$ faultline "):
                    found += 1
                    with self.subTest(page=name, command=command):
                        self.assertEqual(quotation.strip("\n"),
                                         printed(command[len("$ faultline "):]).strip("\n"))
        self.assertGreaterEqual(found, 2)

    def test_tables_without_a_command_are_as_the_program_prints_them(self):
        for name, first, command in QUOTED:
            quoted = [block for block in blocks(name) if block.startswith(first)]
            with self.subTest(page=name, command=command):
                self.assertEqual(len(quoted), 1)
                self.quotes(name, quoted[0], command)

    def test_cause_chains_are_as_the_program_prints_them(self):
        chains = [words(chain.replace("> ", " ")) for chain in
                  re.findall(r"^> .*(?:\n> .*)*", page("docs/causes.md"), re.M)]
        self.assertEqual(len(chains), len(CHAINS))
        for chain, (start, command) in zip(chains, CHAINS.items()):
            with self.subTest(chain=chain):
                self.assertTrue(chain.startswith(start))
                self.assertIn(chain, words(printed(command)))

    def test_the_fault_that_is_shown_whole_is_the_one_in_the_source(self):
        self.assertEqual(blocks("docs/adding-a-fault.md")[0],
                         page("models/faults/processes/slow.cpp").strip("\n"))


if __name__ == "__main__":
    unittest.main()
