"""Pictures within a text, as the blocks that show them."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from bs4 import NavigableString, Tag

from authors.pages.importers.exports import Picture
from authors.pages.importers.images import Images
from authors.pages.importers.media import new_tag
from authors.pages.importers.web_addresses import parts_of

# What stands for a block until the tree has become a row. nh3 lets no such tag through.
MARK = "picture"
# What is shown in one piece with its words stays there, and its pictures become links.
TIED = ["blockquote", "dd", "dl", "dt", "pre", "table"]
GALLERIES = re.compile(r"\b(?:wp-block-gallery|gallery|kg-gallery-card|blocks-gallery-grid)\b")
NUMBER = re.compile(r"\bwp-image-(\d{1,18})\b")
FILE = re.compile(r"\.(?:avif|gif|jpe?g|png|webp)$", re.IGNORECASE)
SOURCE = re.compile(r"<img\b[^>]{0,2000}?\bsrc=[\"']([^\"'<>]{1,2000})[\"']", re.IGNORECASE)
CAPTIONS = re.compile(
    r"(?<!\[)\[(?:wp_)?caption(?P<rest>[^\]]*)\](?P<inside>.{0,4000}?)\[/(?:wp_)?caption\]",
    re.DOTALL,
)
CAPTION_WORDS = re.compile(r"\bcaption=\"([^\"]*)\"")
GALLERY_CODE = re.compile(r"(?<!\[)\[gallery(?P<rest>[^\]]*)\]")
GALLERY_IDS = re.compile(r"\b(?:ids|include)=[\"'”“]?([\d,\s]+)")
# Where code is explained, it isn't meant.
VERBATIM = re.compile(r"(<pre\b.*?</pre>|<code\b.*?</code>)", re.DOTALL | re.IGNORECASE)
MOST = 60  # pictures in one gallery, as its block has it


class Pictures:
    """The pictures of one post. `found` and `missing` are the addresses that were looked for."""

    def __init__(
        self,
        images: Images | None = None,
        attachments: Mapping[str, Picture] | None = None,
        post: str = "",
    ) -> None:
        self.images = None if images is None or images.is_idle else images
        self.attachments = attachments or {}
        self.post = post
        self.found: set[str] = set()
        self.missing: set[str] = set()

    def addresses(self, html: str) -> list[str]:
        """Return what the pictures of a text are called for, its galleries' included."""
        return [unescape(source) for source in SOURCE.findall(self.unfold(html))]

    def mark(self, root: Tag) -> None:
        """Put a mark for a block in the place of each gallery and each picture that is at hand."""
        if self.images is None:
            return
        self._mark_galleries(root)
        for element in root.find_all("img"):
            if not element.find_parent(TIED):
                self._mark_one(element)

    def lift(self, root: Tag) -> None:
        """Bring each mark out of the paragraph or list in whose midst it stands, in front of that."""
        for mark in root.find_all(MARK):
            top: Tag = mark
            while top.parent is not None and top.parent is not root:
                top = top.parent
            if top is not mark:
                top.insert_before(mark.extract())

    def unfold(self, html: str) -> str:
        """Write shortcodes of pictures as the HTML that they stand for."""
        if self.images is None:
            return html
        parts = VERBATIM.split(html)
        parts[::2] = [
            GALLERY_CODE.sub(self._gallery, CAPTIONS.sub(_figure, part)) for part in parts[::2]
        ]
        return "".join(parts)

    def _gallery(self, match: re.Match[str]) -> str:
        ids = GALLERY_IDS.search(match["rest"])
        if ids:
            named = [self.attachments.get(number) for number in re.findall(r"\d+", ids[1])]
        else:
            named = [p for p in self.attachments.values() if self.post and p.post == self.post]
        inside = "".join(_figure_of(picture) for picture in named if picture is not None)
        return f'\n\n<figure class="gallery">{inside}</figure>\n\n' if inside else match[0]

    def _mark_galleries(self, root: Tag) -> None:
        for gallery in root.find_all(["figure", "div", "ul"], class_=GALLERIES):
            if gallery.decomposed or gallery.find_parent(class_=GALLERIES):
                continue
            images = gallery.find_all("img")[:MOST]
            shown = [value for value in map(self._value, images) if value]
            if len(shown) < len(images) or not shown:
                continue  # Each that is at hand stands for itself, the others are links.
            if len(shown) == 1:
                gallery.replace_with(_mark("image", shown[0]))
                continue
            captions = gallery.find_all("figcaption")
            own = next((words for words in captions if _is_of_all(words, gallery)), None)
            value = {"pictures": shown, "caption": _words(own)}
            gallery.replace_with(_mark("gallery", value))

    def _mark_one(self, image: Tag) -> None:
        value = self._value(image)
        if value is None:
            return
        figure, link = _own_figure(image), image.find_parent("a")
        if figure is not None:
            figure.replace_with(_mark("image", value))
        elif isinstance(link, Tag) and _leads_to_file(link) and len(link.find_all("img")) == 1:
            link.replace_with(_mark("image", value), *_left(link, image))
        else:
            image.replace_with(_mark("image", value))

    def _value(self, image: Tag) -> dict[str, Any] | None:
        """Return what a block of pictures holds for one, or nothing if it isn't at hand."""
        address = str(image.get("src") or "")
        if self.images is None or not address.startswith(("http://", "https://", "/")):
            return None
        number = NUMBER.search(" ".join(image.get("class") or []))
        told = self.attachments.get(number[1] if number else "") or Picture(address)
        alt = str(image.get("alt") or "").strip() or told.alt.strip()
        picture = self.images.image(address, alt or told.title)
        is_there = picture is not None or self.images.would_be_there(address)
        (self.found if is_there else self.missing).add(address)
        if picture is None:
            return None
        figure = _own_figure(image)
        caption = figure.find("figcaption") if figure else None
        shown = {"image": picture.pk, "decorative": not alt, "alt_text": alt[:255]}
        return {"image": shown, "caption": _words(caption)}


def block_of(mark: Tag) -> tuple[str, Any]:
    """Return the block that a mark stands for."""
    return str(mark["block"]), json.loads(str(mark["value"]))


def _mark(name: str, value: Any) -> Tag:
    return new_tag(MARK, block=name, value=json.dumps(value))


def _figure(match: re.Match[str]) -> str:
    """Write [caption]: the words follow the picture or, long ago, stood in the code itself."""
    picture, words = _split(match["inside"])
    told = CAPTION_WORDS.search(match["rest"])
    words = words.strip() or (told[1] if told else "")
    return f"\n\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n\n"


def _split(inside: str) -> tuple[str, str]:
    end = max(inside.rfind("<img"), 0)
    end = inside.find(">", end) + 1
    if inside[end:].lstrip().startswith("</a>"):
        end = inside.index("</a>", end) + len("</a>")
    return inside[:end], inside[end:]


def _figure_of(picture: Picture) -> str:
    image = new_tag("img", src=picture.address, alt=picture.alt)
    figure, words = new_tag("figure"), new_tag("figcaption")
    words.string = picture.caption
    figure.extend([image, words])
    return str(figure)


def _own_figure(image: Tag) -> Tag | None:
    """Return the figure that shows this picture and no other."""
    figure = image.find_parent("figure")
    is_own = isinstance(figure, Tag) and len(figure.find_all("img")) == 1
    return figure if is_own else None


def _is_of_all(caption: Tag, gallery: Tag) -> bool:
    """Tell whether words are the gallery's own, and not those of its last picture."""
    parent = caption.find_parent("figure")
    return parent is gallery or (isinstance(parent, Tag) and len(parent.find_all("img")) > 1)


def _leads_to_file(link: Tag) -> bool:
    return bool(FILE.search(parts_of(str(link.get("href") or "")).path))


def _left(link: Tag, image: Tag) -> Iterator[NavigableString]:
    """Yield the words that a link held beside its picture."""
    image.extract()
    if words := link.get_text(" ", strip=True):
        yield NavigableString(words)


def _words(element: Any) -> str:
    return " ".join(element.get_text(" ").split()) if isinstance(element, Tag) else ""
