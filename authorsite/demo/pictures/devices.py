"""Lead images of things one can hold: phones, keyboards, grinders, batteries, radios."""

from authorsite.demo.pictures.canvas import Canvas, around, wave


def _slab(c: Canvas, x: float, y: float, fill: str, edge: str) -> None:
    """Draw a flat part seen from above at a slant."""
    corners = [(x, y), (x + 520, y - 130), (x + 720, y + 20), (x + 200, y + 150)]
    c.polygon([(px, py + 22) for px, py in corners], edge)
    c.polygon(corners, fill)


def phone(c: Canvas) -> None:
    c.circle(800, 450, 420, "#ffffff", 0.16)
    layers = [
        (660, "#23404a", "#14282f"),
        (505, "#e9b44c", "#b5832a"),
        (350, "#3f8f7b", "#27604f"),
        (195, "#f4f1ea", "#b9b3a5"),
    ]
    for y, fill, edge in layers:
        _slab(c, 440, y, fill, edge)
    c.polygon([(520, 190), (955, 82), (1085, 218), (645, 322)], "#1c2b33")
    c.polygon([(520, 190), (955, 82), (985, 114), (560, 232)], "#5fb0c4", 0.35)
    for step in range(5):
        c.box(640 + step * 74, 372 - step * 18, 690 + step * 74, 402 - step * 18, 5, "#e8fff7", 0.8)
    c.line([(640, 560), (900, 495)], 10, "#fff3d0", 0.8)
    for x in (470, 940, 1110):
        for y in range(240, 740, 26):
            c.line([(x, y), (x, y + 11)], 4, "#0d1d24", 0.35)
    for x, y in [(470, 790), (940, 830), (1110, 730)]:
        c.circle(x, y, 17, "#c9d2d6")
        c.line([(x - 9, y), (x + 9, y)], 4, "#5b6a71")
        c.line([(x, y - 9), (x, y + 9)], 4, "#5b6a71")
    c.line([(1250, 170), (1400, 560)], 26, "#c9d2d6")
    c.line([(1180, 0), (1256, 190)], 66, "#d9522f")


def keyboard(c: Canvas) -> None:
    c.glow(1300, 120, 700, "#ffd9b0", 0.5)
    c.box(95, 175, 1535, 805, 46, "#1a1f2b", 0.35)
    c.box(70, 140, 1510, 770, 46, "#2c3444")
    c.box(98, 168, 1482, 742, 30, "#1f2532")
    rows: list[list[float]] = [
        [1] * 14,
        [1.5, *[1] * 11, 1.5],
        [1.75, *[1] * 10, 2.25],
        [2.25, *[1] * 9, 2.75],
        [1.25, 1.25, 1.25, 6.25, 1.25, 1.25, 1.5],
    ]
    for row, widths in enumerate(rows):
        left = 116.0
        for column, width in enumerate(widths):
            unit, top = 96.4, 186 + row * 109
            right = left + width * unit - 9
            accent = (row, column) in {(0, 0), (2, 11), (4, 3)}
            modifier = column in {0, len(widths) - 1} or (row == 4 and column != 3)
            fill = "#e2703a" if accent else "#7d8799" if modifier else "#efe9dc"
            edge = "#a94a1e" if accent else "#5a6374" if modifier else "#c5bdab"
            c.box(left, top, right, top + 98, 12, edge)
            c.box(left + 8, top + 4, right - 8, top + 78, 11, fill)
            left += width * unit


def grinder(c: Canvas) -> None:
    c.glow(800, 450, 820, "#e8b27a", 0.4)
    for _ in range(64):
        x, y = c.random.random() * 1600, c.random.random() * 900
        if (x - 800) ** 2 + (y - 450) ** 2 > 430**2:
            tilt = c.random.random() * 360
            for shift, wide in [(0, 30), (11, 25), (-11, 25)]:
                c.circle(*around(x, y, shift, tilt), wide, "#4a2a19")
            c.line([around(x, y, 30, tilt), around(x, y, -30, tilt)], 6, "#23120a")
    c.circle(800, 462, 372, "#1a0e08", 0.5)
    for radius, fill in [(360, "#8b929a"), (340, "#c9ced3"), (296, "#7a8189")]:
        c.circle(800, 450, radius, fill)
    for tooth in range(30):
        angle = tooth * 12.0
        c.polygon(
            [around(800, 450, 296, angle), around(800, 450, 334, angle + 3),
             around(800, 450, 296, angle + 9)], "#767d85",
        )  # fmt: skip
    c.circle(800, 450, 246, "#2b1a11")
    for tooth in range(14):
        angle = tooth * 360 / 14
        shape = [around(800, 450, 226, angle), around(800, 450, 214, angle + 18)]
        c.polygon(
            [*shape, around(800, 450, 84, angle + 42), around(800, 450, 92, angle + 16)], "#d8dde1"
        )
    c.circle(800, 450, 92, "#9aa1a8")
    c.circle(800, 450, 60, "#e5e8ea")
    c.polygon([around(800, 450, 44, 60 * n) for n in range(6)], "#565d64")


def battery(c: Canvas) -> None:
    c.glow(500, 450, 600, "#b8f0c9", 0.4)
    c.box(220, 270, 1330, 690, 70, "#0f2a27", 0.3)
    c.box(1290, 380, 1390, 530, 26, "#d6dfd9")
    c.box(200, 240, 1310, 660, 70, "#eef4ef")
    c.box(236, 276, 1274, 624, 46, "#17403b")
    for layer in range(13):
        fill = ["#e9b44c", "#f2e6c9", "#2f7f72"][layer % 3]
        c.box(268 + layer * 38, 306, 294 + layer * 38, 594, 10, fill)
    for _ in range(46):
        x, y = 800 + c.random.random() * 440, 310 + c.random.random() * 280
        radius = 8 + c.random.random() * 12
        c.line([(x - 70, y), (x, y)], 5, "#9ff0c6", 0.35)
        c.circle(x, y, radius, "#9ff0c6", 0.9)
        c.circle(x - radius / 3, y - radius / 3, radius / 3, "#ffffff", 0.7)
    c.polygon([(770, 320), (690, 470), (752, 470), (722, 590), (830, 424), (764, 424)], "#fff7da")
    c.line(wave(120, 1480, 780, 22, 340), 8, "#e9f7ee", 0.55)
    c.line(wave(120, 1480, 140, 22, 340, 0.5), 8, "#e9f7ee", 0.35)


def radio(c: Canvas) -> None:
    c.polygon([(0, 720), (1600, 720), (1600, 900), (0, 900)], "#b98a5e")
    c.box(230, 190, 1390, 770, 90, "#2b160c", 0.35)
    c.box(210, 160, 1370, 745, 90, "#6b3f22")
    c.box(242, 192, 1338, 713, 66, "#8a5530")
    c.box(290, 240, 850, 660, 40, "#e6d5b1")
    for x in range(306, 846, 18):
        c.line([(x, 246), (x, 654)], 3, "#b89f72", 0.8)
    for y in range(258, 654, 18):
        c.line([(296, y), (844, y)], 3, "#c9b285", 0.8)
    c.circle(1090, 400, 178, "#3a2113")
    c.circle(1090, 400, 162, "#fbf0d4")
    for step in range(31):
        angle = 150 + step * 8
        inner = 118 if step % 5 else 104
        c.line([around(1090, 400, inner, angle), around(1090, 400, 142, angle)], 4, "#5a3a22")
    c.line([(1090, 400), around(1090, 400, 138, 292)], 8, "#d1342f")
    c.circle(1090, 400, 18, "#3a2113")
    c.glow(1090, 500, 66, "#6ee08b", 0.9)
    c.circle(1090, 500, 20, "#baffc8")
    for x in (980, 1200):
        c.circle(x, 648, 48, "#3a2113")
        c.circle(x, 642, 40, "#e6c98f")
        c.line([(x, 642), around(x, 642, 34, 250)], 6, "#6b3f22")
    for x in (330, 1190):
        c.box(x, 742, x + 60, 778, 8, "#2b160c")
