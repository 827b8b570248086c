"""What a body holds, however deep: its pictures, and the authors it was told to show."""

from collections.abc import Iterator
from typing import Any, TypeVar

from wagtail import blocks

Kind = TypeVar("Kind")


def inside(value: Any, kind: type[Kind]) -> Iterator[Kind]:
    """Yield the values of a kind in a block's value, those of a host's own blocks too."""
    if isinstance(value, kind):
        yield value
    for inner in parts_of(value):
        yield from inside(inner, kind)


def parts_of(value: Any) -> list[Any]:
    match value:
        case blocks.StructValue():
            return list(value.values())
        case blocks.list_block.ListValue():
            return list(value)
        case blocks.StreamValue():
            return [child.value for child in value]
    return []
