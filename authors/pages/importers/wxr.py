"""WordPress's export file (WXR), read once from front to back, one item in memory at a time."""

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from authors.pages.importers.exports import Item, Person, Term, UnreadableExport, clean_login
from authors.pages.importers.first_look import FirstLook
from authors.pages.importers.guests import PREFIX, Guest, creator_of, key_of
from authors.pages.importers.slugs import slug_of_login

# WordPress lets control characters through that XML forbids.
CONTROL = bytes(set(range(32)) - set(b"\t\n\r"))
PICTURE_META = ("_thumbnail_id", "_wp_attachment_image_alt")


class Export:
    """What stands at the top of an export at once; the items while they are read."""

    def __init__(self, file: BinaryIO, look: FirstLook | None = None) -> None:
        self.look = look or FirstLook()
        self.pictures = self.look.pictures
        self.title = self.address = self.version = ""
        self.authors: dict[str, str] = {}
        self.logins: dict[str, str] = {}
        self.persons: dict[str, Person] = {}
        self.parents: dict[str, str] = {}
        self.total: int | None = None
        self._events = self._read(file)
        self._read_head()
        for slug, guest in self.look.guests.items():
            if not guest.account:
                self.authors[key_of(slug)] = guest.name
                self.persons[key_of(slug)] = guest.person

    @property
    def source(self) -> str:
        """Return host and path of the old site: they stay when http becomes https."""
        return self.address.lower().rpartition("://")[2].strip("/")[:255] or "wordpress"

    def slugs_of(self, login: str) -> list[str]:
        """Return the slug that WordPress made of a login, and those of the guests who are the same."""
        wanted = clean_login(login)
        guests = self.look.guests.items()
        slugs = [slug for slug, g in guests if wanted in {key_of(slug), clean_login(g.account)}]
        own = "" if wanted.startswith(key_of("")) else slug_of_login(wanted)
        return [slug for slug in dict.fromkeys([own, *slugs]) if slug]

    def items(self) -> Iterator[Item]:
        ends = (element for event, element in self._events if event == "end")
        items = (element for element in ends if local_name(element) == "item")
        for position, element in enumerate(items, start=1):
            item = _item(element, position, self.look.guests)
            if picture := self.look.pictures.get(item.meta.get("_thumbnail_id", "")):
                item.values["lead_image"] = picture.address
                item.values["lead_image_alt"] = picture.alt
            yield item

    def _read(self, file: BinaryIO) -> Iterator[tuple[str, Any]]:
        """Yield the channel's parts as they begin and end, and forget each one after its end."""
        path: list[Element] = []
        try:
            for event, element in iterparse(_Printable(file), ("start", "end"), forbid_dtd=True):
                if event == "start":
                    path.append(element)
                    self._check_root(path)
                else:
                    path.pop()
                if len(path) == (3 if event == "start" else 2):
                    yield event, element
                    if event == "end":
                        path[-1].clear()
        except DefusedXmlException as error:
            raise UnreadableExport(
                _("The file declares a document type or entities. No export of WordPress does.")
            ) from error
        except (ParseError, ValueError, LookupError) as error:
            raise UnreadableExport(
                _("The file breaks off or is damaged (%(error)s).") % {"error": error}
            ) from error

    def _check_root(self, path: list[Element]) -> None:
        if len(path) == 1 and local_name(path[0]) != "rss":
            raise UnreadableExport(_not_wordpress())

    def _read_head(self) -> None:
        for event, element in self._events:
            name = local_name(element)
            if event == "start" and name == "item":
                break
            if event == "end":
                self._take(name, element)
        if not self.version:
            raise UnreadableExport(_not_wordpress())

    def _take(self, name: str, element: Element) -> None:
        text = (element.text or "").strip()
        if name == "wxr_version":
            self.version = text
        elif name == "title":
            self.title = text
        elif name == "base_blog_url" or (name == "link" and not self.address):
            self.address = text or self.address
        elif name == "category":
            values = _values(element)
            self.parents[values.get("category_nicename", "")] = values.get("category_parent", "")
        elif name == "author":
            values = _values(element)
            login = values.get("author_login", "")
            full = f"{values.get('author_first_name', '')} {values.get('author_last_name', '')}"
            self.logins[values.get("author_id", "")] = login
            self.authors[login] = values.get("author_display_name") or full.strip() or login


class _Printable:
    """A file without the control characters that XML forbids, and the empty lines that plug-ins of
    WordPress like to put before its beginning."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.has_begun = False

    def read(self, size: int = -1) -> bytes:
        # An empty answer means the end of the file, so go on while there is only rubbish.
        while chunk := self.file.read(size):
            cleaned = chunk.translate(None, CONTROL)
            cleaned = cleaned if self.has_begun else cleaned.lstrip()
            if cleaned:
                self.has_begun = True
                return cleaned
        return b""


def local_name(element: Element) -> str:
    """Return a tag without its namespace: exports differ in http, https and version."""
    return str(element.tag).rpartition("}")[2]


def _item(element: Element, position: int, guests: dict[str, Guest]) -> Item:
    item = Item(position)
    for child in element:
        name = local_name(child)
        if name == "category":
            _classify(item, child, guests)
        elif name == "postmeta":
            values = _values(child)
            if (key := values.get("meta_key", "")).startswith((PREFIX, *PICTURE_META)):
                item.meta[key] = values.get("meta_value", "")
        elif name == "comment":
            item.comments.append(_values(child))
        elif name == "encoded":
            item.values["excerpt" if "excerpt" in child.tag else "content"] = child.text or ""
        else:
            item.values.setdefault(name, (child.text or "").strip())
    return item


def _classify(item: Item, element: Element, guests: dict[str, Guest]) -> None:
    """Sort in one of WordPress's terms: a tag, a category, who wrote it, or something else."""
    term, domain = Term(element.text or "", element.get("nicename", "")), element.get("domain")
    if domain == "author":
        item.creators.append(creator_of(term, guests))
    elif domain in {"post_tag", "category"}:
        (item.tags if domain == "post_tag" else item.categories).append(term)
    else:
        item.others.append(term.name)


def _values(element: Element) -> dict[str, str]:
    return {local_name(child): (child.text or "").strip() for child in element}


def _not_wordpress() -> str:
    return _("This is not a WordPress export. Make one under Tools, Export.")
