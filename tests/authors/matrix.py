"""Every admin address of profiles, articles, images, snippets and reports, asked by every role.

The expected answers are in permission_matrix.txt: "yes", "-" for no, or "login". Whoever adds an
address adds its row there.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.test import Client
from django.urls import URLResolver, reverse

TABLE = Path(__file__).with_name("permission_matrix.txt")
ROLES = ["anonymous", "author", "other", "trusted", "editor", "tips", "admin"]
YES, NO, LOGIN = "yes", "-", "login"
SCRIPT = {"x-requested-with": "XMLHttpRequest"}
OURS = re.compile(
    r"^(wagtailadmin_(pages:|explore|choose_page|reports:|api:(pages|images))|wagtailimages"
    r"|wagtailsnippets|wagtail_bulk_action|author_chooser|authors:|authors_(my|topic|partner|write"
    r"|translate))"
)
# An article and a profile are different things to a role, so each page view has two rows.
KINDS = {
    "authors:": "author", "author_chooser": "author", "authors_topic": "topic",
    "wagtailimages": "image", "wagtailadmin_api:images": "image", "wagtail_bulk": "bulk",
}  # fmt: skip
OF_PAGES = re.compile(
    r"^(wagtailadmin_pages:|authors_translate|wagtailadmin_api:pages:(detail|action))"
)


def signatures(patterns: list, space: str = "", above: tuple = ()) -> Iterator[tuple[str, list]]:
    """Yield the name of each address below, with its namespaces, and the names of its arguments."""
    for pattern in patterns:
        arguments = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from signatures(pattern.url_patterns, inner, arguments)
        elif pattern.name:
            yield space + pattern.name, list(arguments)


def addresses() -> dict[str, list]:
    """Return the arguments of each address that the table is about, by its name."""
    from wagtail.admin.urls import urlpatterns

    found = {name: needed for name, needed in signatures(urlpatterns) if OURS.match(name)}
    return dict(sorted(found.items()))


def rows() -> list[str]:
    """Return "name of the address" or "name of the address, article" for each row of the table."""
    two = ["article", "profile"]
    kinds = {
        name: two if OF_PAGES.match(name) and needed else [""]
        for name, needed in addresses().items()
    }
    return [f"{name} {kind}".strip() for name, known in kinds.items() for kind in known]


def kind_of(name: str) -> str:
    """Return what an address is about whose arguments don't tell."""
    return next((kind for start, kind in KINDS.items() if name.startswith(start)), "article")


def answer(client: Client, url: str) -> str:
    """Return how the admin answers: it refuses by leading home, or with 403 or 404."""
    with transaction.atomic():
        response = client.get(url, follow=True)
        if response.status_code == 405:
            response = client.post(url, headers=SCRIPT, follow=True)
        transaction.set_rollback(True)
    came_to = response.redirect_chain[-1][0] if response.redirect_chain else ""
    if came_to.startswith("/admin/login/"):
        return LOGIN
    is_refused = response.status_code in {403, 404} or came_to == "/admin/"
    return NO if is_refused else YES


def address(row: str, stage: dict[str, dict[str, object]]) -> str:
    """Return the address of a row; `stage` has the arguments by name, for each kind of thing."""
    name, _space, kind = row.partition(" ")
    # A page in a workflow is locked against this.
    quiet = "quiet " if name == "wagtailadmin_pages:unpublish" else ""
    known = stage["any"] | stage[quiet + (kind or kind_of(name))]
    return reverse(name, kwargs={argument: known[argument] for argument in addresses()[name]})


def read() -> dict[str, dict[str, str]]:
    """Return the expected answers, by row and role."""
    table = {}
    for line in TABLE.read_text().splitlines()[1:]:
        cells = re.split(r"\s{2,}", line.strip())
        table[cells[0]] = dict(zip(ROLES, cells[1:], strict=True))
    return table
