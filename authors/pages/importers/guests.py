"""The guests of Co-Authors Plus, which an export may describe after the posts that name them."""

from dataclasses import dataclass

from authors.pages.importers.exports import Item, Person, Term

PREFIX = "cap-"
POST_TYPE = "guest-author"


@dataclass(frozen=True)
class Guest:
    """A guest; `account` is the login of the user who is the same person, or empty."""

    name: str
    account: str
    person: Person


def guest_of(item: Item) -> Guest:
    """Return what was shown of a guest; the e-mail address stays unread."""
    meta = item.meta
    full = f"{meta.get('cap-first_name', '')} {meta.get('cap-last_name', '')}".strip()
    website = meta.get("cap-website", "")
    return Guest(
        name=meta.get("cap-display_name") or item["title"] or full,
        account=meta.get("cap-linked_account", ""),
        person=Person(
            bio=meta.get("cap-description", ""), links=(("website", website),) if website else ()
        ),
    )


def key_of(slug: str) -> str:
    """Return what stands for a login; no login of WordPress has a colon."""
    return f"guest:{slug}"


def slug_of(nicename: str) -> str:
    return nicename.strip().lower().removeprefix(PREFIX)


def creator_of(term: Term, guests: dict[str, Guest]) -> str:
    """Return the login, or what stands for it, of whom a byline names."""
    slug = slug_of(term.nicename)
    if slug not in guests:
        return term.name
    return guests[slug].account or key_of(slug)
