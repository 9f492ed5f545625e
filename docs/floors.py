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
box_width, box_height, gap, margin = 180, 30, 10, 20


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
    name = folder.partition("/")[2] or folder
    return (
        f'<g><title>{title}</title><rect x="{x}" y="{y}" width="{box_width}" '
        f'height="{box_height}" rx="4"/><text x="{x + 10}" y="{y + 20}">{name}</text>'
        f'<text class="size" x="{x + box_width - 10}" y="{y + 20}">{size}</text></g>'
    )


def room_at(room, x, base, sizes, includes, floors):
    """The boxes of a room whose ground floor stands on `base`, its width, and its top."""
    shapes, width, top = [], 0, base
    for floor in range(1, 1 + max(floors[f] for f in floors if f.split("/")[0] == room)):
        folders = sorted(f for f in floors if f.split("/")[0] == room and floors[f] == floor)
        top = base - floor * (box_height + gap)
        for column, folder in enumerate(folders):
            left = x + column * (box_width + gap)
            shapes.append(box(folder, left, top, sizes[folder], includes[folder]))
            width = max(width, left + box_width - x)
    shapes.append(f'<text class="room" x="{x}" y="{top - gap}">{room}/</text>')
    return shapes, width, top - gap - 30


def picture():
    """sim below, models beside analysis, lab on top, each as high as it is."""
    sizes, includes = read()
    floors = floors_of(includes)
    rows, base, right, shapes = [["sim"], ["models", "analysis"], ["lab"]], 0, 0, []
    for row in rows:
        x, highest = margin, base
        for room in row:
            boxes, width, top = room_at(room, x, base, sizes, includes, floors)
            shapes += boxes
            x += width + 4 * gap
            highest = min(highest, top)
        right, base = max(right, x - 4 * gap), highest
    style = (
        "text{font:13px sans-serif;fill:#1b1f24}rect{fill:#eef3f8;stroke:#5b7083}"
        ".size{text-anchor:end;fill:#5b7083}.room{font-weight:bold}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#1d2733;stroke:#7d93a8}"
        ".size{fill:#9fb3c8}}"
    )
    view = f"0 {base} {right + margin} {margin - base}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">'
        f"<style>{style}</style>\n" + "\n".join(shapes) + "\n</svg>\n"
    )


target = root / "docs" / "floors.svg"
if "--check" in sys.argv:
    if target.read_text() != picture():
        sys.exit("docs/floors.svg is not current: run docs/floors.py")
    print("docs/floors.svg is current")
else:
    target.write_text(picture())
