"""Every lead image by name, with the two colours of its sky."""

from collections.abc import Callable

from authorsite.demo.pictures import devices, ideas, optics
from authorsite.demo.pictures.canvas import Canvas

UNITS = (1600, 900)
Painter = Callable[[Canvas], None]

SCENES: dict[str, tuple[Painter, str, str]] = {
    "aperture": (optics.aperture, "#d98e52", "#7a3b24"),
    "battery": (devices.battery, "#3d9a84", "#1d5a55"),
    "database": (ideas.database, "#1b2a5c", "#0f1a3d"),
    "eink": (optics.eink, "#c7d3cf", "#97aaa8"),
    "feed": (optics.feed, "#5b2a55", "#c4533f"),
    "grinder": (devices.grinder, "#a8663a", "#5b301b"),
    "house": (ideas.house, "#20315c", "#44558a"),
    "key": (ideas.key, "#54307f", "#2c1749"),
    "keyboard": (devices.keyboard, "#e9a06b", "#c9653f"),
    "lens": (optics.lens, "#8d7660", "#3f342c"),
    "map": (ideas.map_, "#e8e2c4", "#d3d9b3"),
    "phone": (devices.phone, "#f0a868", "#d9774a"),
    "radio": (devices.radio, "#e3c9a0", "#d2a878"),
    "radio_hills": (optics.radio_hills, "#f2a07a", "#f7d7b0"),
}


def draw(name: str, width: int) -> bytes:
    """Return a lead image as JPEG, `width` pixels wide."""
    painter, top, bottom = SCENES[name]
    canvas = Canvas(UNITS, width, top, bottom, seed=name)
    painter(canvas)
    return canvas.jpeg()
