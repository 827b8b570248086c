"""The demo's authors, their profiles and their accounts."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db import transaction

from authors import handles
from authors.models import Author, AuthorLink
from authors.pages.models import AuthorIndexPage, AuthorPage
from authorsite.demo import manuscripts, site
from authorsite.demo.identity import key_of
from authorsite.demo.manuscripts import read_toml
from authorsite.demo.pictures import library
from tips.models import TipPreferences

STAFF = {"editor": ["Editors", "Tip managers"]}


def author(key: str) -> Author:
    return Author.objects.get(uuid=key_of("author", key))


def author_keys() -> list[str]:
    return list(read_toml("authors.toml"))


@transaction.atomic
def ensure_author(key: str, password: str) -> bool:
    """Make an author with profiles and account, or do nothing if there is one. Tell which."""
    if Author.objects.filter(uuid=key_of("author", key)).exists():
        return False
    facts = read_toml("authors.toml")[key]
    made = Author.objects.create(
        uuid=key_of("author", key),
        name=facts["name"],
        sort_name=facts["sort_name"],
        kind=facts.get("kind", Author.Kind.PERSON),
    )
    for language in site.LANGUAGES:
        if language in facts:
            _add_profile(made, key, language, facts)
    if "username" in facts:
        _link_account(made, facts, password)
    if "currency" in facts:
        _prefer(made, facts)
    return True


def _add_profile(made: Author, key: str, language: str, facts: dict[str, Any]) -> None:
    """Add a profile; the second language is a translation of the first, as an editor makes it."""
    original = AuthorPage.objects.filter(author=made).first()
    if original:
        page = original.copy_for_translation(site.locale(language))
    else:
        # Wagtail would keep accents in the slug; the author's handle has none either.
        slug = handles.candidates(facts["name"])[0]
        page = AuthorPage(title=facts["name"], slug=slug, author=made)
        page.locale = site.locale(language)
        page.translation_key = key_of("profile", key)
        page.photo = library.portrait(facts["portrait"], facts["name"])
        page.fediverse_handle = facts.get("fediverse", "")
        page.monetization = facts.get("monetization", "")
        links = [
            AuthorLink(network=network, url=url, sort_order=number)
            for number, (network, url) in enumerate(facts["links"])
        ]
        page.authors_links.set(links)
    words = facts[language] | {"body": manuscripts.blocks(facts[language]["body"], _no_picture)}
    for name, value in words.items():
        setattr(page, name, value)
    if not page.pk:
        index = site.known_page(AuthorIndexPage, language, "authors")
        assert index is not None
        index.add_child(instance=page)
    page.save_revision().publish()


def _no_picture(scene: str, alt: str) -> int:
    raise ValueError(f"A profile has no pictures in its text: {scene}")


def _link_account(made: Author, facts: dict[str, Any], password: str) -> None:
    group = "Trusted authors" if facts["trusted"] else "Authors"
    user = ensure_account(facts["username"], password, [group], facts["name"])
    made.user = user  # type: ignore[assignment]  # the stubs know only one user model
    made.save(update_fields=["user"])


def _prefer(made: Author, facts: dict[str, Any]) -> None:
    TipPreferences.objects.create(
        author=made,
        currency=facts["currency"],
        unit_minor=facts["unit_minor"],
        thank_you=facts["thank_you"],
    )


def ensure_staff(password: str) -> None:
    user_model = get_user_model()
    if not user_model.objects.filter(username="admin").exists():
        user_model.objects.create_superuser("admin", "admin@example.org", password)
    for username, groups in STAFF.items():
        ensure_account(username, password, groups, username.capitalize())


def ensure_account(username: str, password: str, groups: list[str], name: str) -> AbstractUser:
    """Return the account of that name; a new one gets the password and the groups."""
    user_model = get_user_model()
    known = user_model.objects.filter(username=username).first()
    if known:
        return known
    first, _, last = name.rpartition(" ")
    user = user_model.objects.create_user(
        username, f"{username}@example.org", password, first_name=first or last,
        last_name=last if first else "",
    )  # fmt: skip
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def usernames() -> list[str]:
    facts = read_toml("authors.toml").values()
    return ["admin", *STAFF, *(each["username"] for each in facts if "username" in each)]
