"""Runs scenarios of Faultline and gives data frames, for the notebooks in this folder.

    run = faultline.run("01", replications=5, settings={"faults.0.for": "30s"})
    run.table(["availability", "completion"])       # mean ± half-width, and who is better
    run.mean("rest", "availability")                # one number
    faultline.over_time(run, "availability")        # both designs over time, on one scale

The program is the one that the variable FAULTLINE names, otherwise ./faultline of this tree.
"""

import json
import math
import os
import subprocess
import tempfile
from pathlib import Path

import pandas as pd

TREE = next(place for place in Path(__file__).resolve().parents if (place / "scenarios").is_dir())
PROGRAM = os.environ.get("FAULTLINE", str(TREE / "faultline"))
# Each design has a colour and a line style of its own, so that neither carries the meaning alone.
LOOKS = [("#d55e00", "-"), ("#0072b2", "--"), ("#007a5a", "-."), ("#8a3c72", ":")]


def call(*arguments, folder=TREE):
    """Calls the program and gives what it prints. Exit code 1 is a finding, not an accident."""
    command = [PROGRAM, *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, text=True, capture_output=True)
    if done.returncode > 1:
        raise RuntimeError(done.stderr)
    return done.stdout


def run(scenario, replications=5, settings=None, designs=(), seed=None):
    """Runs a lesson (its number) or a file, with settings as `--set` takes them."""
    options = ["--quiet", "--replications", replications]
    for path, value in (settings or {}).items():
        options += ["--set", f"{path}={value}"]
    for design in designs:
        options += ["--design", design]
    if seed is not None:
        options += ["--seed", seed]
    with tempfile.TemporaryDirectory() as folder:
        call("run", scenario, *options, "--out", folder)
        return Run(Path(folder))


def analyze(scenario):
    """What the wiring of each design implies, by design: nothing is simulated."""
    return json.loads(call("analyze", scenario, "--format", "json"))["designs"]


def smells(scenario):
    """The smells of all designs, one row each."""
    found = [(design, smell["severity"], smell["kind"], smell["evidence"])
             for design, wiring in analyze(scenario).items() for smell in wiring["smells"]]
    return pd.DataFrame(found, columns=["design", "severity", "smell", "evidence"])


class Run:
    """The results of one run: `results` (results.json) and a data frame for each CSV file."""

    def __init__(self, folder):
        self.results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        for file in folder.glob("*.csv"):
            setattr(self, file.stem, pd.read_csv(file))
        self.scenario = self.results["scenario"]
        self.designs = list(self.results["designs"])
        self.looks = dict(zip(self.designs, LOOKS * len(self.designs)))

    def row(self, design, measure, window="run"):
        rows = self.measures
        found = rows[(rows.design == design) & (rows.measure == measure) & (rows.window == window)]
        if found.empty:
            raise KeyError(f"no {measure} of {design} in window {window!r}")
        return found.iloc[0]

    def mean(self, design, measure, window="run"):
        return float(self.row(design, measure, window)["mean"])

    def half_width(self, design, measure, window="run"):
        row = self.row(design, measure, window)
        return float(max(row.high - row["mean"], row["mean"] - row.low))

    def winner(self, measure):
        """The design that is better than each other one, or None where chance may explain it."""
        rows = self.differences[self.differences.window == "run"]
        named = rows[rows.measure == measure].winner.dropna()
        return named.iloc[0] if len(named) and named.nunique() == 1 else None

    def table(self, measures=None, window="run"):
        """Mean ± half-width of each design, and who is better; all measures without a list."""
        rows = self.measures[self.measures.window == window].dropna(subset="mean")
        if measures is not None:
            rows = rows[rows.measure.isin(measures)]
        order = measures or list(rows.measure.drop_duplicates())
        table = rows.assign(text=rows.apply(estimate, axis="columns")).pivot(
            index="measure", columns="design", values="text")
        table = table.reindex(order)[self.designs].fillna("-").rename_axis(columns=None)
        if window == "run" and len(self.designs) == 2:
            table["better"] = [self.winner(measure) or "" for measure in table.index]
        return table

    def spans(self):
        """The names of the faults by beginning and end, in seconds."""
        spans, last = {}, seconds(self.scenario["run"]["length"])
        for fault in self.scenario.get("faults", []):
            begin = seconds(fault["at"])
            end = begin + seconds(fault["for"]) if "for" in fault else last
            spans.setdefault((begin, end), []).append(fault["name"])
        return spans


def seconds(duration):
    return pd.Timedelta(duration).total_seconds()


def written(value, digits=4):
    """A number in as many digits as it deserves: 24,013 and 0.1152."""
    if not math.isfinite(value) or value == 0:
        return "0" if value == 0 else "-"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{max(0, digits - 1 - math.floor(math.log10(abs(value))))}f}"


def estimate(row):
    """Mean ± half-width; a probability's interval is longer on one side: from low to high."""
    if row.measure == "collapsed":
        return f"{row['mean']:.0%} ({row.low:.0%} to {row.high:.0%})"
    if math.isnan(row.low):
        return written(row["mean"])
    half = max(row.high - row["mean"], row["mean"] - row.low)
    return f"{written(row['mean'])} ± {written(half if half > 1e-9 * row['mean'] else 0, 2)}"


def over_time(run, quantity, label=None, every=2, data=None, size=(9, 3.4)):
    """Draws a quantity of series.csv over time: designs on one scale, faults shaded, intervals as
    bands. `data` replaces series.csv by rows of parts.csv."""
    rows = run.series if data is None else data
    columns = [f"{quantity}_{end}" for end in ("mean", "low", "high")]
    axes, curves = None, {}
    for design in run.designs:
        colour, style = run.looks[design]
        mine = rows[rows.design == design]
        mine = mine.groupby(mine.time_s // every * every)[columns].mean()
        if mine[columns[0]].isna().all():
            continue
        axes = mine[columns[0]].plot(ax=axes, figsize=size, color=colour, linestyle=style,
                                     linewidth=2)
        axes.fill_between(mine.index, mine[columns[1]], mine[columns[2]], color=colour, alpha=0.2,
                          linewidth=0)
        curves[design] = mine[columns[0]]
    top = max(curve.max() for curve in curves.values()) * 1.15 or 1
    axes.set(xlabel="simulated time [s]", ylabel=label or quantity, ylim=(0, top),
             xlim=(0, max(curve.index[-1] for curve in curves.values())))
    for (begin, end), names in run.spans().items():
        axes.axvspan(begin, end, color="0.88", zorder=0)
        axes.text((begin + end) / 2, top * 0.985, ",\n".join(names), ha="center", va="top",
                  fontsize=9)
    at_curves(axes, curves, run.looks)
    return axes


def at_curves(axes, curves, looks):
    """Writes the name of each curve where it is farthest away from all others."""
    table = pd.DataFrame(curves)
    inner = table.iloc[len(table) // 20: -max(1, len(table) // 8)]
    scale = axes.get_ylim()[1]
    taken = []
    for name in table:
        others = inner.drop(columns=name).sub(inner[name], axis="index")
        room = others.abs().min(axis="columns").fillna(0)[inner[name].notna()]
        for at in room.sort_values(ascending=False).index:
            place = (at, min(inner[name][at] + 0.02 * scale, 0.86 * scale))
            if all(abs(place[1] - y) > 0.1 * scale or abs(at - x) > 0.25 * table.index[-1]
                   for x, y in taken):
                break
        taken.append(place)
        axes.text(*place, name, color=looks[name][0], weight="bold", va="bottom",
                  bbox={"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 1})


def bars(run, measure, label=None, window="run", size=(7, None)):
    """Draws a measure of each design with its interval, on one scale."""
    rows = [run.row(design, measure, window) for design in run.designs[::-1]]
    names = [row.design for row in rows]
    means = pd.Series([row["mean"] for row in rows], index=names)
    errors = [[row["mean"] - row.low for row in rows], [row.high - row["mean"] for row in rows]]
    axes = means.plot.barh(xerr=errors, capsize=4, color=[run.looks[name][0] for name in names],
                           figsize=(size[0], size[1] or 0.6 + 0.5 * len(names)))
    most = max(row.high for row in rows) or 1
    for place, row in enumerate(rows):
        axes.text(row.high + 0.02 * most, place, written(row["mean"], 3), va="center")
    axes.set(xlabel=label or measure, ylabel="", xlim=(0, 1.15 * most))
    return axes
