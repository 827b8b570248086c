"""Pictures, films and recordings of the old site, which become links.

Loaded from there, each would tell a foreign host who reads which article.
"""

from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _

from authors.pages.importers.web_addresses import parts_of

EMBEDDED = ["iframe", "video", "audio", "embed"]
_maker = BeautifulSoup("", "html.parser")


def new_tag(name: str, **attributes: str) -> Tag:
    return _maker.new_tag(name, attrs=attributes)


def link_to(address: str, label: str) -> Tag:
    link = new_tag("a", href=address)
    link.string = label
    return link


def replace_media(root: Tag) -> None:
    """Put a link in the place of everything that a browser would fetch from elsewhere."""
    for element in root.find_all(["img", *EMBEDDED]):
        address = _address(element)
        label = _label(element, address)
        if element.find_parent("a") or not address:
            element.replace_with(label)
        else:
            element.replace_with(link_to(address, label))


def link_bare_address(element: Tag) -> None:
    """Make a link of an address that stands alone: WordPress would have embedded what is there."""
    text = element.get_text(strip=True)
    is_bare = text.startswith(("http://", "https://")) and len(text.split()) == 1
    if is_bare and not element.find("a"):
        element.clear()
        element.append(link_to(text, text))


def _address(element: Tag) -> str:
    source = element.find("source")
    address = element.get("src") or (source.get("src") if isinstance(source, Tag) else "") or ""
    return str(address) if str(address).startswith(("http://", "https://", "/")) else ""


def _label(element: Tag, address: str) -> str:
    """Return what an image shows, else the name of its file."""
    if element.name != "img":
        return address
    told = str(element.get("alt") or element.get("title") or "").strip()
    file_name = unquote(parts_of(address).path.rpartition("/")[2])
    return told or (_("Image: %(name)s") % {"name": file_name} if file_name else "")
