"""Portraits of the demo's authors: flat faces put together from a few choices, and a workshop's badge."""

from collections.abc import Callable
from dataclasses import dataclass

from authorsite.demo.pictures.canvas import Canvas, around, wave

UNITS = (800, 800)


@dataclass(frozen=True)
class Face:
    """What tells one face from another."""

    sky: tuple[str, str]
    disc: str
    skin: str
    shade: str
    hair: str
    clothes: str
    collar: str
    style: str
    glasses: str = ""
    beard: bool = False
    earrings: str = ""


FACES = {
    "mara": Face(
        sky=("#f4c9a0", "#e89a6b"), disc="#f9e3c6", skin="#f1c3a0", shade="#dfa27c",
        hair="#8e3b23", clothes="#1f4b57", collar="#f4f1ea", style="bob", glasses="#23313a",
    ),
    "jonas": Face(
        sky=("#8fb9c4", "#5d8f9f"), disc="#c4dde0", skin="#8a5a3c", shade="#6f452c",
        hair="#1d1512", clothes="#e2a33b", collar="#c07f1f", style="curls", beard=True,
    ),
    "yuki": Face(
        sky=("#d9cbe6", "#a58cc0"), disc="#efe6f5", skin="#f3d0b0", shade="#e0b08a",
        hair="#20222c", clothes="#c7503b", collar="#fbeee2", style="long", earrings="#e2a33b",
    ),
    "leni": Face(
        sky=("#cfe0b4", "#93b873"), disc="#eaf2d8", skin="#f6d2b8", shade="#e5ad8c",
        hair="#d9a441", clothes="#3d5f8f", collar="#f4f1ea", style="bun", glasses="#b64d29",
    ),
    "ondrej": Face(
        sky=("#d8b08c", "#a3714b"), disc="#ecd5bd", skin="#ecbd99", shade="#d49a73",
        hair="#6b6259", clothes="#4a2f22", collar="#d9c3a5", style="cap", beard=True,
    ),
}  # fmt: skip


def _hair_behind(c: Canvas, face: Face) -> None:
    if face.style == "long":
        c.box(232, 190, 568, 650, 150, face.hair)
    elif face.style == "bob":
        c.box(222, 186, 578, 520, 150, face.hair)
    elif face.style == "bun":
        c.circle(400, 138, 74, face.hair)
        c.box(250, 186, 550, 420, 140, face.hair)
    elif face.style == "curls":
        for degrees in range(150, 395, 22):
            c.circle(*around(400, 300, 152, degrees), 62, face.hair)


def _body(c: Canvas, face: Face) -> None:
    c.ellipse(400, 830, 300, 235, face.clothes)
    c.box(338, 470, 462, 650, 56, face.shade)
    c.ellipse(400, 622, 92, 46, face.collar)
    c.ellipse(400, 604, 66, 40, face.shade)
    c.line([(150, 790), (215, 700)], 5, "#000000", 0.15)
    c.line([(650, 790), (585, 700)], 5, "#000000", 0.15)


def _head(c: Canvas, face: Face) -> None:
    for side in (-1, 1):
        c.circle(400 + side * 142, 372, 34, face.shade)
        if face.earrings:
            c.circle(400 + side * 146, 420, 15, face.earrings)
    c.box(258, 208, 542, 540, 142, face.skin)
    c.circle(308, 432, 34, "#e0663f", 0.16)
    c.circle(492, 432, 34, "#e0663f", 0.16)
    if face.beard:
        c.polygon([around(400, 398, 142, step) for step in range(-4, 185, 4)], face.hair)
        c.ellipse(400, 384, 102, 52, face.skin)
        c.ellipse(400, 452, 66, 15, face.hair)


def _features(c: Canvas, face: Face) -> None:
    for side in (-1, 1):
        x = 400 + side * 64
        c.circle(x, 362, 15, "#231a17")
        c.circle(x + 5, 356, 5, "#ffffff")
        c.arc(x, 352, 46, 232, 308, 11, face.hair if face.style != "bun" else "#a97824")
        if face.glasses:
            c.circle(x, 364, 52, "#ffffff", 0.2)
            c.ring(x, 364, 52, 10, face.glasses)
            c.line([(400 + side * 114, 356), (400 + side * 142, 346)], 9, face.glasses)
    if face.glasses:
        c.arc(400, 366, 18, 200, 340, 9, face.glasses)
    c.arc(400, 402, 24, 20, 130, 9, face.shade)
    c.arc(400, 440, 50, 30, 150, 12, "#f2d9c4" if face.beard else "#a5432d")


def _fringe(c: Canvas, face: Face) -> None:
    if face.style == "bob":
        c.polygon([around(400, 330, 152, step) for step in range(180, 361, 6)], face.hair)
        c.polygon(
            [(250, 320), (340, 190), (560, 330), (548, 250), (400, 178), (262, 230)], face.hair
        )
        c.polygon([(262, 330), (470, 232), (400, 340)], face.skin)
    elif face.style == "long":
        c.polygon([around(400, 316, 150, step) for step in range(180, 361, 6)], face.hair)
        c.box(256, 290, 544, 322, 14, face.hair)
        for side in (-1, 1):
            c.box(386 + side * 152, 300, 414 + side * 152, 600, 14, face.hair)
    elif face.style == "bun":
        c.polygon([*[around(400, 318, 146, n) for n in range(180, 361, 6)], (400, 262)], face.hair)
        c.line(wave(356, 444, 138, 10, 90), 6, "#b98328")
    elif face.style == "curls":
        for degrees in range(196, 350, 19):
            c.circle(*around(400, 330, 128, degrees), 44, face.hair)
    elif face.style == "cap":
        c.polygon([around(400, 312, 156, step) for step in range(178, 363, 5)], "#2f5a4f")
        c.box(236, 284, 564, 330, 22, "#24463e")
        c.circle(400, 160, 26, "#e2a33b")
        for x in range(272, 550, 36):
            c.line([(x, 290), (x, 324)], 5, "#2f5a4f")


def _person(name: str) -> Callable[[Canvas], None]:
    def paint(c: Canvas) -> None:
        face = FACES[name]
        c.circle(400, 390, 320, face.disc, 0.75)
        for part in (_hair_behind, _body, _head, _fringe, _features):
            part(c, face)

    return paint


def _badge(c: Canvas) -> None:
    """Draw the workshop's sign: a spanner under northern lights."""
    for number, fill in enumerate(["#3fd0a4", "#7ee0b8", "#4fa3d8"]):
        crest = wave(0, 800, 200 + number * 62, 42, 560, number * 0.22)
        foot = [(x, y + 90) for x, y in reversed(crest)]
        c.polygon([*crest, *foot], fill, 0.34)
    for _ in range(40):
        x, y = c.random.random() * 800, c.random.random() * 420
        c.circle(x, y, 2 + c.random.random() * 2, "#ffffff", 0.8)
    c.polygon([*wave(0, 800, 640, 36, 700, 0.1), (800, 800), (0, 800)], "#0c2230")
    c.line([(280, 620), (520, 330)], 74, "#f4f1ea")
    c.circle(540, 306, 96, "#f4f1ea")
    c.polygon([(540, 306), around(540, 306, 112, 282), around(540, 306, 112, 338)], "#16384a")
    c.circle(540, 306, 40, "#16384a")
    c.circle(268, 634, 66, "#f4f1ea")
    c.polygon([around(268, 634, 36, 60 * n) for n in range(6)], "#e2703a")


PORTRAITS = {name: (_person(name), *FACES[name].sky) for name in FACES}
PORTRAITS["nordlicht"] = (_badge, "#16384a", "#1f5d63")


def draw(name: str, width: int) -> bytes:
    """Return a portrait as JPEG, `width` pixels square."""
    painter, top, bottom = PORTRAITS[name]
    canvas = Canvas(UNITS, width, top, bottom, seed=name)
    painter(canvas)
    return canvas.jpeg()
