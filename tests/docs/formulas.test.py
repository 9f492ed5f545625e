"""Computes each formula with its result, such as "20/s * 30 s * 0.1 = 60", in the lessons and their
comments, the gallery, the chaos scenarios, and the pages.
"""

import math
import re
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
SCALE = {"": 1, "%": 0.01, "ms": 1e-3, "s": 1, "min": 60, "d": 1, "/s": 1, "/d": 1}
TERM = r"(\d[\d,]*(?:\.\d+)?)(\s?(?:ms|min|s|d|%)(?![A-Za-z])|/[sd](?![A-Za-z])|)"
TOKEN = re.compile(rf"{TERM}|(e)(?=\^)|([-+*/^()]|\bx\b)|(\s+)")
RESULT = re.compile(rf"\s*=\s*{TERM}")


def text_of(path):
    """One line; comments and quotations continue without their marks."""
    return re.sub(r"\n\s*(?://|>)?\s*", " ", path.read_text(encoding="utf-8"))


def before(text, end):
    """The tokens of the formula that ends there; the longest that consists of nothing else."""
    start = max(text.rfind(mark, 0, end) for mark in ':;="[`') + 1
    tokens, at = [], start
    while at < end:
        found = TOKEN.match(text, at)
        if found:
            tokens.append(found.groups())
            at = found.end()
        else:
            tokens, at = [], at + 1
    return tokens


def expression(tokens):
    """In Python; two values side by side, such as "e^-2 (1 + 2)", are multiplied."""
    words, value_before = [], False
    for number, unit, e, operator, _ in tokens:
        value = number or e
        if value_before and (value or operator == "("):
            words.append("*")
        if number:
            words.append(f"({float(number.replace(',', ''))} * {SCALE[unit.strip()]})")
        elif e:
            words.append(str(math.e))
        elif operator:
            words.append({"^": "**", "x": "*"}.get(operator, operator))
        if value or operator:
            value_before = bool(value) or operator == ")"
    return " ".join(words).lstrip("*/+ )")


def formulas(text):
    """Each formula with operators, its value, the number that it is said to be, and its unit."""
    for found in RESULT.finditer(text):
        tokens = before(text, found.start())
        if sum(bool(token[0]) for token in tokens) < 2 or not any(token[3] for token in tokens):
            continue
        words = expression(tokens)
        words = words[words.count("(") > words.count(")"):]
        number, unit = found.groups()
        yield (words + found.group(), eval(words, {"__builtins__": {}}), number,
               SCALE[unit.strip()])


def agrees(value, number, scale):
    """As far as digits are shown, or within 1 %; a formula may be in the unit of its result."""
    said, digits = float(number.replace(",", "")), len(number.partition(".")[2])
    return any(abs(value / unit - said) <= max(0.51 / 10 ** digits, 0.01 * said)
               for unit in (scale, 1))


class Formulas(unittest.TestCase):
    def test_each_has_the_result_that_it_says(self):
        files = [*(TREE / "scenarios").glob("[0-9]*.json"), *(TREE / "docs").glob("*.md"),
                 *(TREE / "scenarios/gallery").glob("*.json"),
                 *(TREE / "scenarios/chaos").glob("*.json"), TREE / "README.md"]
        found = 0
        for file in files:
            for words, value, number, scale in formulas(text_of(file)):
                found += 1
                with self.subTest(file=file.name, formula=words, value=value):
                    self.assertTrue(agrees(value, number, scale))
        self.assertGreater(found, 30)


if __name__ == "__main__":
    unittest.main()
