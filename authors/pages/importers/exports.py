"""What an import asks of a file from another publishing system, whichever it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol


class UnreadableExport(Exception):
    """The file is no such export, or not a whole one. The text is meant for a person."""


@dataclass(frozen=True)
class Term:
    name: str
    nicename: str


@dataclass(frozen=True)
class Person:
    """What the other system showed of an author besides the name. `links` are (network, address)."""

    bio: str = ""
    location: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Picture:
    """An upload. Its description, its caption and its title are plain text."""

    address: str
    alt: str = ""
    caption: str = ""
    title: str = ""
    post: str = ""  # the number of the post that it was uploaded to


@dataclass
class Item:
    """A post, page, attachment or whatever else; its values are called as WordPress calls them."""

    position: int
    values: dict[str, str] = field(default_factory=dict)
    tags: list[Term] = field(default_factory=list)
    categories: list[Term] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # of other kinds
    comments: list[dict[str, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    creators: list[str] = field(default_factory=list)
    # Ends of lines mean something only to WordPress's classic editor.
    has_classic_text: bool = True

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def remote_id(self) -> str:
        return (self["post_id"] or self["guid"] or self["link"] or self["post_name"])[:255]

    @property
    def label(self) -> str:
        return f"{self['post_id'] or self['guid'] or '?'} “{unescape(self['title'])[:60]}”"

    @property
    def writers(self) -> list[str]:
        """Return who wrote it, in order, each once; one empty name if it says nobody."""
        return list(dict.fromkeys(self.creators)) or [self["creator"]]


class Export(Protocol):
    """An export. `authors` are names by login, `logins` logins by the number of the user.

    `parents` are the categories that others lie in, all by their nicename.
    """

    title: str
    address: str
    authors: dict[str, str]
    logins: dict[str, str]
    persons: dict[str, Person]
    pictures: dict[str, Picture]  # by the number of the upload
    parents: dict[str, str]
    total: int | None  # of the items, if it is known before they are read

    @property
    def source(self) -> str: ...

    def items(self) -> Iterator[Item]: ...

    def slugs_of(self, login: str) -> list[str]:
        """Return what stood for an author in addresses."""
        ...


def clean_login(creator: str) -> str:
    """Return a login as it compares: some exports carry stray brackets around it."""
    return creator.strip(" \t\r\n<>\"'").lower()[:255]
