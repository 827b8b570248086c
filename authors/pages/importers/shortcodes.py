"""WordPress's shortcodes, such as [gallery ids="1,2"]: the codes go, the words inside them stay."""

import re
from collections.abc import Iterator

from bs4 import NavigableString, Tag

from authors.pages.importers.media import link_to

CODE = re.compile(r"\[(?P<escaped>\[?)(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^\[\]]*)\]\]?")
KNOWN = {
    "audio",
    "caption",
    "embed",
    "gallery",
    "playlist",
    "video",
    "vimeo",
    "wp_caption",
    "youtube",
}
ADDRESS = re.compile(r"https?://[^\s\"'<>\]]+")
CAPTION = re.compile(r"\bcaption=\"([^\"]*)\"")
ATTRIBUTE = re.compile(r"\s+[\w-]+=")
VERBATIM = ["pre", "code"]


def unwrap(root: Tag) -> None:
    """Take the shortcodes out of a tree. Where one names a recording or a film, leave a link."""
    texts = [t for t in root.find_all(string=CODE) if not t.find_parent(VERBATIM)]
    paired = {m["name"] for text in texts for m in CODE.finditer(text) if m["close"]}
    for text in texts:
        text.replace_with(*_parts(text, paired))


def _parts(text: str, paired: set[str]) -> Iterator[NavigableString | Tag]:
    end = 0
    for match in CODE.finditer(text):
        if not _is_shortcode(match, paired):
            continue
        yield NavigableString(text[end : match.start()])
        end = match.end()
        if match["escaped"]:
            yield NavigableString(match[0][1:-1])
            continue
        yield from _kept(match)
    yield NavigableString(text[end:])


def _is_shortcode(match: re.Match[str], paired: set[str]) -> bool:
    """Tell a shortcode from words in brackets, such as [sic] or [see below]."""
    if match["name"] in KNOWN or match["name"] in paired:
        return True
    return bool(ATTRIBUTE.match(match["rest"]))


def _kept(match: re.Match[str]) -> Iterator[NavigableString | Tag]:
    yield NavigableString("\n\n")
    if caption := CAPTION.search(match["rest"]):
        yield NavigableString(f"{caption[1]}\n\n")
    if match["name"] in KNOWN and (address := ADDRESS.search(match["rest"])):
        yield link_to(address[0], address[0])
        yield NavigableString("\n\n")
