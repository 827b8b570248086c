"""A canvas in abstract units, drawn larger than needed and scaled down for smooth edges."""

import io
import math
import random
from collections.abc import Iterable, Sequence

from PIL import Image, ImageColor, ImageDraw

Point = tuple[float, float]
OVERSAMPLING = 2


def colour(value: str, opacity: float = 1) -> tuple[int, int, int, int]:
    red, green, blue = ImageColor.getrgb(value)[:3]
    return red, green, blue, round(255 * opacity)


class Canvas:
    """A picture `units` wide and high, whatever its size in pixels. The seed makes it repeatable."""

    def __init__(self, units: tuple[int, int], width: int, top: str, bottom: str, seed: str):
        self.units = units
        self.size = (width, round(width * units[1] / units[0]))
        self.scale = width * OVERSAMPLING / units[0]
        self.random = random.Random(seed)  # noqa: S311 - pictures, not secrets
        large = (self.size[0] * OVERSAMPLING, self.size[1] * OVERSAMPLING)
        ramp = Image.linear_gradient("L").resize(large)
        self.image = Image.composite(
            Image.new("RGB", large, bottom), Image.new("RGB", large, top), ramp
        )
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    def _points(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def polygon(self, points: Iterable[Point], fill: str, opacity: float = 1) -> None:
        self.draw.polygon(self._points(points), fill=colour(fill, opacity))

    def line(self, points: Sequence[Point], width: float, fill: str, opacity: float = 1) -> None:
        pixels = max(1, round(width * self.scale))
        self.draw.line(
            self._points(points), fill=colour(fill, opacity), width=pixels, joint="curve"
        )

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1
    ) -> None:
        box = self._points([(x - rx, y - ry), (x + rx, y + ry)])
        self.draw.ellipse([*box[0], *box[1]], fill=colour(fill, opacity))

    def circle(self, x: float, y: float, radius: float, fill: str, opacity: float = 1) -> None:
        self.ellipse(x, y, radius, radius, fill, opacity)

    def ring(
        self, x: float, y: float, radius: float, width: float, fill: str, opacity: float = 1
    ) -> None:
        self.arc(x, y, radius, 0, 360, width, fill, opacity)

    def arc(
        self,
        x: float,
        y: float,
        radius: float,
        start: float,
        end: float,
        width: float,
        fill: str,
        opacity: float = 1,
    ) -> None:
        """Draw an arc in degrees, clockwise from three o'clock."""
        box = self._points([(x - radius, y - radius), (x + radius, y + radius)])
        pixels = max(1, round(width * self.scale))
        self.draw.arc([*box[0], *box[1]], start, end, fill=colour(fill, opacity), width=pixels)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        radius: float,
        fill: str,
        opacity: float = 1,
    ) -> None:
        """Draw a rectangle with rounded corners."""
        corners = self._points([(left, top), (right, bottom)])
        self.draw.rounded_rectangle(
            [*corners[0], *corners[1]], radius * self.scale, fill=colour(fill, opacity)
        )

    def glow(self, x: float, y: float, radius: float, fill: str, opacity: float = 0.6) -> None:
        """Lay soft light around a point."""
        side = max(2, round(2 * radius * self.scale))
        # The gradient reaches 181 in the middle of an edge; beyond that circle there is no light.
        gradient = Image.radial_gradient("L").resize((side, side))
        mask = gradient.point(lambda value: round(max(0, 255 - value * 255 / 180) * opacity))
        corner = (round((x - radius) * self.scale), round((y - radius) * self.scale))
        self.image.paste(Image.new("RGB", (side, side), fill), corner, mask)

    def jpeg(self) -> bytes:
        data = io.BytesIO()
        self.image.resize(self.size, Image.Resampling.BOX).save(
            data, "JPEG", quality=86, progressive=True
        )
        return data.getvalue()


def around(x: float, y: float, radius: float, degrees: float) -> Point:
    """Return the point on a circle at an angle, clockwise from three o'clock."""
    angle = math.radians(degrees)
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def wave(
    start: float, end: float, base: float, height: float, length: float, phase: float = 0
) -> list[Point]:
    """Return the points of a gentle wave from left to right."""
    count = 80
    xs = [start + (end - start) * step / count for step in range(count + 1)]
    return [(x, base + height * math.sin(2 * math.pi * (x / length + phase))) for x in xs]
