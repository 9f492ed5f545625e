"""Executes every notebook of notebooks/ headless and looks at what came out: no cell failed, and
each cell that draws has a picture. The program is the one that FAULTLINE names, else ./faultline.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((TREE / "notebooks").glob("*.ipynb"))


def code_cells(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def draws(cell):
    """A cell draws where it calls what makes a figure or a function that a cell defined for it."""
    return any(line.startswith(("over_time(", "plt.")) for line in cell["source"])


def has_picture(cell):
    return any("image/png" in output.get("data", {}) for output in cell["outputs"])


def text(cell):
    return "".join("".join(output.get("data", {}).get("text/html", "")) for output in cell["outputs"])


def execute(notebook, folder):
    """Debian's Jupyter, whatever other kernels there are; gives the executed copy."""
    environment = os.environ | {
        "JUPYTER_PATH": "/usr/share/jupyter",
        "MPLCONFIGDIR": str(folder),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", str(notebook)]
    done = subprocess.run([*command, "--output-dir", str(folder)], env=environment, text=True,
                          capture_output=True)
    if done.returncode != 0:
        raise AssertionError(f"{notebook.name} did not run:\n{done.stderr}")
    return folder / notebook.name


class Notebooks(unittest.TestCase):
    def test_there_are_some(self):
        self.assertIn("01-first-run.ipynb", [notebook.name for notebook in NOTEBOOKS])

    def test_they_are_committed_without_outputs(self):
        for notebook in NOTEBOOKS:
            for cell in code_cells(notebook):
                with self.subTest(notebook=notebook.name, cell=cell["id"]):
                    self.assertEqual((cell["outputs"], cell["execution_count"]), ([], None))

    def test_they_run_and_draw_their_pictures(self):
        for notebook in NOTEBOOKS:
            with tempfile.TemporaryDirectory() as folder:
                cells = code_cells(execute(notebook, Path(folder)))
            tables = "".join(map(text, cells))
            self.assertNotIn("nan", tables.lower())
            self.assertRegex(tables, r"<td>\d+% \(\d+% to \d+%\)</td>")
            self.assertGreaterEqual(sum(map(has_picture, cells)), 4, notebook.name)
            for cell in cells:
                with self.subTest(notebook=notebook.name, cell=cell["id"]):
                    self.assertIsNotNone(cell["execution_count"])
                    self.assertNotIn("error", [output["output_type"] for output in cell["outputs"]])
                    self.assertEqual(has_picture(cell), draws(cell))


if __name__ == "__main__":
    unittest.main()
