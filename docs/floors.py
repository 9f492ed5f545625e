#!/usr/bin/env python3
"""Draws docs/floors.svg from the includes: each folder stands above those that it includes.

With --check it writes nothing and fails where the picture is not current.
"""
import functools
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
rooms = ["sim", "models", "analysis", "lab"]
box_width, box_height, gap, margin = 168, 30, 10, 20


def files():
    for room in rooms:
        yield from (p for p in sorted((root / room).rglob("*.?pp")))


def folder_of(path):
    return str(pathlib.PurePosixPath(path).parent)


def read():
    """The number of files of each folder, and the folders that it includes."""
    sizes, includes = {}, {}
    for path in files():
        folder = folder_of(path.relative_to(root).as_posix())
        sizes[folder] = sizes.get(folder, 0) + 1
        below = includes.setdefault(folder, set())
        for header in re.findall(r'^#include "([^"]+)"', path.read_text(), re.M):
            below.add(folder_of(header))
        below.discard(folder)
    return sizes, includes


def floors_of(includes):
    @functools.cache
    def floor(folder):
        room = folder.split("/")[0]
        inside = [f for f in includes[folder] if f.split("/")[0] == room]
        return 1 + max(map(floor, inside), default=0)

    return {folder: floor(folder) for folder in includes}


def box(folder, x, y, size, below):
    title = f"{folder} includes {', '.join(sorted(below)) or 'nothing of ours'}"
    name = folder.split("/", 1)[-1]
    return (
        f'<g><title>{title}</title><rect x="{x}" y="{y}" width="{box_width}" '
        f'height="{box_height}" rx="4"/><text x="{x + 10}" y="{y + 20}">{name}</text>'
        f'<text class="size" x="{x + box_width - 10}" y="{y + 20}">{size}</text></g>'
    )


def picture():
    sizes, includes = read()
    floors = floors_of(includes)
    highest = max(floors.values())
    base = margin + 30 + highest * (box_height + gap)
    shapes, x = [], margin
    for room in rooms:
        by_floor = {}
        for folder in sorted(f for f in floors if f.split("/")[0] == room):
            by_floor.setdefault(floors[folder], []).append(folder)
        wide = max(map(len, by_floor.values()))
        width = wide * (box_width + gap) - gap
        shapes.append(f'<text class="room" x="{x}" y="{margin + 10}">{room}/</text>')
        for floor, folders in by_floor.items():
            y = base - floor * (box_height + gap)
            for column, folder in enumerate(folders):
                left = x + column * (box_width + gap)
                shapes.append(box(folder, left, y, sizes[folder], includes[folder]))
        x += width + 3 * gap
    style = (
        "text{font:13px sans-serif;fill:#1b1f24}rect{fill:#eef3f8;stroke:#5b7083}"
        ".size{text-anchor:end;fill:#5b7083}.room{font-weight:bold}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#1d2733;stroke:#7d93a8}"
        ".size{fill:#9fb3c8}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {x - 2 * gap + margin} {base + margin}">'
        f"<style>{style}</style>\n" + "\n".join(shapes) + "\n</svg>\n"
    )


target = root / "docs" / "floors.svg"
if "--check" in sys.argv:
    if target.read_text() != picture():
        sys.exit("docs/floors.svg is not current: run docs/floors.py")
    print("docs/floors.svg is current")
else:
    target.write_text(picture())
