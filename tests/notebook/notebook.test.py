"""Executes every notebook of notebooks/ headless and looks at what came out: no cell failed, every
assertion in them held, and each cell that draws has a picture. The program is the one that
FAULTLINE names, else ./faultline.
"""

import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((TREE / "notebooks").glob("*.ipynb"))
DRAWS = re.compile(r"(over_time|bars|\.plot|\.plot\.\w+)\(")


def cells(notebook, kind="code"):
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def outputs(cell, kind):
    return ["".join(output["data"][kind]) for output in cell["outputs"]
            if kind in output.get("data", {})]


def execute(notebook, folder):
    """Debian's Jupyter, whatever other kernels there are; gives the executed copy."""
    environment = os.environ | {
        "JUPYTER_PATH": "/usr/share/jupyter",
        "MPLCONFIGDIR": str(folder),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", str(notebook)]
    done = subprocess.run([*command, "--output-dir", str(folder)], env=environment, text=True,
                          capture_output=True)
    if done.returncode != 0:
        raise AssertionError(f"{notebook.name} did not run:\n{done.stderr}")
    return cells(Path(folder) / notebook.name)


class Notebooks(unittest.TestCase):
    def test_there_are_eight_in_order(self):
        numbers = [notebook.name[:2] for notebook in NOTEBOOKS]
        self.assertEqual(numbers, [f"0{number}" for number in range(1, 9)])

    def test_they_are_committed_without_outputs(self):
        for notebook in NOTEBOOKS:
            for cell in cells(notebook):
                with self.subTest(notebook=notebook.name, cell=cell["id"]):
                    self.assertEqual((cell["outputs"], cell["execution_count"]), ([], None))

    def test_their_prose_states_no_result_that_no_cell_computes(self):
        for notebook in NOTEBOOKS:
            for cell in cells(notebook, "markdown"):
                with self.subTest(notebook=notebook.name, cell=cell["id"]):
                    self.assertEqual(re.findall(r"±\s*\d|\b(?!95|99)\d+(?:\.\d+)? %(?! =)",
                                                re.sub(r"p = 5 %|99\.9 %", "", source(cell))), [])

    def test_each_checks_its_numbers(self):
        for notebook in NOTEBOOKS:
            checks = sum(source(cell).count("assert ") for cell in cells(notebook))
            self.assertGreaterEqual(checks, 4, notebook.name)

    def test_they_run_and_draw_their_pictures(self):
        with tempfile.TemporaryDirectory() as folder, \
                concurrent.futures.ThreadPoolExecutor(2) as pool:
            executed = pool.map(lambda notebook: execute(notebook, folder), NOTEBOOKS)
            for notebook, done in zip(NOTEBOOKS, executed):
                for cell in done:
                    with self.subTest(notebook=notebook.name, cell=cell["id"]):
                        self.look_at(cell)

    def look_at(self, cell):
        self.assertIsNotNone(cell["execution_count"])
        self.assertNotIn("error", [output["output_type"] for output in cell["outputs"]])
        self.assertNotIn("stderr", [output.get("name") for output in cell["outputs"]])
        self.assertEqual(bool(outputs(cell, "image/png")), bool(DRAWS.search(source(cell))))
        for table in outputs(cell, "text/html"):
            self.assertNotRegex(re.sub(r"<style.*?</style>", "", table, flags=re.S).lower(),
                                r">\s*(nan|inf)\b")


if __name__ == "__main__":
    unittest.main()
