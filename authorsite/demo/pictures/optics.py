"""Lead images about light: lenses, blades, paper displays, signals and hills."""

from authorsite.demo.pictures.canvas import Canvas, around, wave


def lens(c: Canvas) -> None:
    c.glow(800, 450, 900, "#c9a27a", 0.35)
    c.circle(800, 470, 392, "#0b0f14", 0.35)
    for radius, fill in [(380, "#14181d"), (352, "#2b3138"), (338, "#101418"), (300, "#1c2733")]:
        c.circle(800, 450, radius, fill)
    for degrees in range(0, 360, 6):
        c.line([around(800, 450, 356, degrees), around(800, 450, 376, degrees)], 5, "#3a424b")
    for radius, fill in [(262, "#22445a"), (224, "#173244"), (176, "#2f6f7e"), (120, "#12202b")]:
        c.circle(800, 450, radius, fill)
    c.glow(720, 360, 230, "#8fd3c8", 0.55)
    c.glow(880, 560, 190, "#d0743c", 0.65)
    c.ellipse(705, 335, 74, 46, "#eafff8", 0.55)
    c.circle(905, 575, 20, "#ffe2c2", 0.6)
    c.circle(1290, 190, 46, "#d1342f")
    c.circle(1276, 176, 12, "#ffffff", 0.35)


def aperture(c: Canvas) -> None:
    c.glow(800, 450, 760, "#ffd49a", 0.55)
    c.circle(800, 450, 400, "#1d1410", 0.9)
    blades = 7
    for blade in range(blades):
        angle = blade * 360 / blades
        shade = ["#5b3a29", "#6b4531", "#7b503a", "#6b4531"][blade % 4]
        points = [around(800, 450, 384, angle + step) for step in range(0, 66, 6)]
        c.polygon(
            [*points, around(800, 450, 150, angle + 88), around(800, 450, 150, angle + 37)], shade
        )
        c.line([around(800, 450, 384, angle), around(800, 450, 150, angle + 37)], 4, "#2a1a12")
    c.polygon([around(800, 450, 152, n * 360 / blades + 37) for n in range(blades)], "#ffe6bd")
    c.glow(800, 450, 330, "#fff3d6", 0.85)
    c.ring(800, 450, 412, 30, "#2a1a12")
    c.ring(800, 450, 398, 4, "#b98a5e", 0.7)
    for number in range(9):
        x, y = around(800, 450, 520, 200 + number * 17.5)
        c.circle(x, y, 7 + number * 1.6, "#ffd49a", 0.25 + number * 0.05)


def eink(c: Canvas) -> None:
    c.circle(1180, 250, 190, "#f6f1e5", 0.5)
    c.box(330, 130, 1290, 800, 34, "#3b4247", 0.25)
    c.box(310, 105, 1270, 775, 34, "#fbfaf6")
    c.box(370, 165, 1210, 715, 6, "#e9e6dc")
    ridges = [(430, 60, 620, 0.1), (510, 48, 470, 0.45), (600, 36, 380, 0.8)]
    for row in range(38):
        for column in range(58):
            x, y = 377 + column * 14.4, 172 + row * 14.5
            depth = sum(y > wave(x, x + 1, *ridge)[0][1] for ridge in ridges)
            sun = (x - 960) ** 2 + (y - 300) ** 2 < 85**2
            radius = 5.6 if sun else 0.9 + depth * 1.75 + c.random.random() * 0.8
            c.circle(x, y, radius, "#26292b")
    c.circle(790, 745, 9, "#c9c4b6")


def feed(c: Canvas) -> None:
    c.glow(420, 720, 900, "#ffb46b", 0.5)
    for number in range(9, 0, -1):
        fill = ["#f08a4b", "#f6a45c", "#e56f45"][number % 3]
        c.arc(420, 720, 110 + number * 95, 262, 368, 44, fill, 1 - number * 0.085)
    c.circle(420, 720, 84, "#fff1dc")
    for number in range(22):
        x, y = around(420, 720, 205 + 95 * (number % 8), 270 + c.random.random() * 85)
        c.circle(x, y, 6 + c.random.random() * 8, "#fff1dc", 0.9)
    c.polygon([*wave(0, 1600, 835, 18, 900), (1600, 900), (0, 900)], "#3a1f3d")
    c.polygon([*wave(0, 1600, 865, 12, 640, 0.3), (1600, 900), (0, 900)], "#2a1630")


def radio_hills(c: Canvas) -> None:
    c.glow(1150, 330, 620, "#ffcf9e", 0.7)
    c.circle(1150, 330, 74, "#fff0d8")
    for radius in range(90, 760, 84):
        c.arc(520, 250, radius, 300, 400, 7, "#fff7ea", 0.75 - radius / 1150)
        c.arc(520, 250, radius, 140, 240, 7, "#fff7ea", 0.75 - radius / 1150)
    hills = [(560, 70, 1250, "#7a9aa6"), (640, 60, 900, "#4f7583"), (730, 52, 1100, "#2f5361")]
    for index, (base, height, length, fill) in enumerate(hills):
        ridge = wave(0, 1600, base, height, length, 0.15 + index * 0.37)
        c.polygon([*ridge, (1600, 900), (0, 900)], fill)
        if index == 1:
            c.line([(470, 690), (520, 245), (570, 690)], 9, "#17323d")
            for step in range(1, 6):
                half, y = 9 * step, 250 + 78 * step
                c.line([(520 - half, y), (520 + half + 8, y + 60)], 5, "#17323d")
                c.line([(520 + half, y), (520 - half - 8, y + 60)], 5, "#17323d")
    c.circle(520, 245, 17, "#ff6b4a")
    stream = [*wave(820, 1600, 830, 26, 520), (1600, 900), (700, 900)]
    c.polygon(stream, "#9cc7cf", 0.8)
    for x, y in [(980, 838), (1240, 806), (1490, 840)]:
        c.line([(x, y), (x, y - 74)], 7, "#122a33")
        c.circle(x, y - 80, 15, "#ffb347")
        c.ring(x, y - 80, 32, 4, "#ffb347", 0.5)
