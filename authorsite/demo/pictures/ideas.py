"""Lead images of things one can't hold: databases, maps, keys, a server at home."""

import math

from authorsite.demo.pictures.canvas import Canvas, Point, around, wave


def database(c: Canvas) -> None:
    c.glow(800, 250, 760, "#8fb8ff", 0.4)
    for layer in range(5):
        y = 730 - layer * 120
        fill = ["#274690", "#3563b8", "#5b8ae0", "#8db3f2", "#ffb26b"][layer]
        c.ellipse(800, y + 46, 430, 122, "#101c3d", 0.25)
        c.box(370, y, 1230, y + 44, 0, fill, 0.92)
        c.ellipse(800, y + 44, 430, 116, fill, 0.92)
        c.ellipse(800, y, 430, 116, "#ffffff", 0.28)
        c.ellipse(800, y, 430, 116, fill, 0.72)
        for column in range(14):
            x = 500 + column * 46 + c.random.random() * 10
            tall = c.random.random() * 34
            c.box(x, y - tall / 2, x + 22, y + tall / 2 + 6, 5, "#ffffff", 0.45)
    c.line(wave(60, 330, 450, 18, 120), 7, "#cfe0ff", 0.7)
    c.line(wave(1270, 1540, 450, 18, 120), 7, "#cfe0ff", 0.7)


def _contour(x: float, y: float, radius: float, wobble: float) -> list[Point]:
    points = []
    for degrees in range(0, 361, 5):
        angle = math.radians(degrees)
        swing = math.sin(3 * angle + wobble) * 0.12 + math.cos(5 * angle - wobble) * 0.05
        points.append(around(x, y, radius * (1 + swing), degrees))
    return points


def map_(c: Canvas) -> None:
    for x, y, wobble in [(430, 330, 0.4), (1240, 620, 2.1)]:
        for step in range(9, 0, -1):
            radius = step * 46
            c.polygon(_contour(x, y, radius, wobble), "#8fae74", 0.1)
            c.line(_contour(x, y, radius, wobble), 3 if step % 3 else 6, "#8a6b3f", 0.65)
    river = [(x, 470 + 0.25 * (800 - x) + 60 * math.sin(x / 170)) for x in range(-20, 1640, 12)]
    c.line(river, 40, "#5f9fb8")
    c.line(river, 26, "#86c1d4")
    road = [(x, 780 - 0.42 * x + 50 * math.sin(x / 240)) for x in range(-20, 1640, 12)]
    c.line(road, 20, "#7a4b24")
    c.line(road, 13, "#ffd98a")
    path = [(430 + x, 330 + 0.36 * x + 26 * math.sin(x / 40)) for x in range(0, 700, 36)]
    for start in path:
        c.circle(*start, 7, "#c8401f")
    for x in range(200, 1600, 200):
        c.line([(x, 0), (x, 900)], 2, "#3d5a4a", 0.22)
    for y in range(150, 900, 200):
        c.line([(0, y), (1600, y)], 2, "#3d5a4a", 0.22)
    c.ellipse(1112, 600, 46, 14, "#2a2a1a", 0.3)
    c.polygon([(1060, 470), (1164, 470), (1112, 598)], "#d9522f")
    c.circle(1112, 450, 62, "#d9522f")
    c.circle(1112, 450, 26, "#fff6e6")


def key(c: Canvas) -> None:
    c.glow(480, 430, 560, "#ffdf9a", 0.45)
    for row in range(11):
        for column in range(19):
            x, y = 50 + column * 84, 40 + row * 84
            c.circle(x, y, 4, "#ffffff", 0.16)
    for width, fill, shift in [(64, "#22103d", 14), (58, "#f3c063", 0)]:
        c.ring(480, 430 + shift, 210, width, fill)
        c.line([(660, 430 + shift), (1330, 430 + shift)], width, fill)
    c.circle(480, 430, 92, "#3d2263")
    c.ring(480, 430, 92, 10, "#f3c063")
    for number in range(6):
        c.arc(480, 448, 20 + number * 12, 200, 340, 5, "#f7dca4", 0.9)
    for x, tall in [(1010, 110), (1090, 190), (1170, 140), (1250, 220), (1318, 110)]:
        c.line([(x, 440), (x, 440 + tall)], 22, "#f3c063")
        c.circle(x, 452 + tall, 22, "#f3c063")
        c.circle(x, 452 + tall, 9, "#3d2263")
        c.line([(x, 474 + tall), (x, 820), (x + 46, 866), (1600, 866)], 4, "#f3c063", 0.35)
    c.ellipse(400, 300, 46, 22, "#ffffff", 0.35)


def house(c: Canvas) -> None:
    for _ in range(90):
        c.circle(c.random.random() * 1600, c.random.random() * 520, 1 + c.random.random() * 3,
                 "#ffffff", 0.3 + c.random.random() * 0.5)  # fmt: skip
    c.circle(1290, 180, 82, "#f6e7c1")
    c.circle(1258, 160, 76, "#20315c")
    c.polygon([*wave(0, 1600, 740, 40, 1400, 0.2), (1600, 900), (0, 900)], "#16254a")
    c.polygon([(420, 430), (800, 150), (1180, 430)], "#d9653b")
    c.polygon([(800, 150), (1180, 430), (1130, 430), (800, 190)], "#b64d29")
    c.box(1010, 190, 1080, 330, 0, "#b64d29")
    c.box(470, 425, 1130, 820, 0, "#f2e3cb")
    c.box(470, 425, 1130, 446, 0, "#c9b594")
    for left in (530, 720, 910):
        c.glow(left + 80, 580, 170, "#ffcf70", 0.6)
        c.box(left, 490, left + 160, 680, 10, "#3b2f4a")
        for shelf in range(5):
            top = 502 + shelf * 35
            c.box(left + 12, top, left + 148, top + 26, 5, "#56476b")
            for lamp in range(3):
                fill = ["#8df0b0", "#ffd166", "#7cc7ff"][(shelf + lamp + left) % 3]
                c.circle(left + 30 + lamp * 22, top + 13, 6, fill)
            c.line([(left + 98, top + 13), (left + 138, top + 13)], 4, "#8a7aa3")
    c.box(745, 715, 855, 820, 8, "#7a3f25")
    c.line([(800, 820), *wave(800, 1600, 850, 16, 500)], 9, "#ffcf70", 0.8)
    for x in (300, 1320, 1440):
        c.circle(x, 690, 78, "#234a45")
        c.circle(x + 46, 730, 60, "#1b3b3a")
        c.box(x - 8, 740, x + 8, 830, 3, "#3d2a22")
    c.arc(800, 150, 70, 215, 325, 9, "#ffcf70")
    c.arc(800, 150, 120, 215, 325, 9, "#ffcf70", 0.7)
    c.arc(800, 150, 170, 215, 325, 9, "#ffcf70", 0.4)
