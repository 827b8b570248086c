"""What an author gets when a profile is published: a handle for ever, and a name."""

from django.db import IntegrityError, transaction
from wagtail.models import Locale

from authors import generations, handles
from authors.mixins import AuthorPageMixin
from authors.models import Author
from authors.profiles import profile_models


def take_identity_from(page: AuthorPageMixin) -> None:
    """Give the author a handle and, if the page speaks for them, its title as their name."""
    with transaction.atomic():
        author = Author.objects.select_for_update().get(pk=page.author_id)
        give_handle(author, page.title)
        if speaks_for_author(page):
            rename(author, page.title)


def give_handle(author: Author, name: str) -> None:
    """Replace a provisional handle by the nicest free one; any other stays as it is."""
    if not handles.is_provisional(author.handle):
        return
    for handle in handles.candidates(name):
        if claim_handle(author, handle):
            return


def claim_handle(author: Author, handle: str) -> bool:
    """Return False if the handle is taken. Only the database can tell, as others publish too."""
    try:
        with transaction.atomic():
            Author.objects.filter(pk=author.pk).update(handle=handle)
    except IntegrityError:
        return False
    author.handle = handle
    generations.bump()
    return True


def name_guest(author: Author) -> None:
    """Give an author whom an editor has just named a handle, and a sort name if there is none."""
    if not author.sort_name:
        author.sort_name = sort_name(author.name, author.kind)
        author.save(update_fields=["sort_name"])
    give_handle(author, author.name)


def speaks_for_author(page: AuthorPageMixin) -> bool:
    """Tell whether the page is in the main language, or nothing live is."""
    main = Locale.get_default().pk
    if page.author_locale_id == main:
        return True
    return not any(
        model.objects.live().filter(author=page.author_id, author_locale=main).exists()  # type: ignore[attr-defined]
        for model in profile_models()
    )


def rename(author: Author, name: str) -> None:
    """Set the name, and the sort name unless somebody chose another one."""
    if author.sort_name in ("", sort_name(author.name, author.kind)):
        author.sort_name = sort_name(name, author.kind)
    author.name = name
    author.save(update_fields=["name", "sort_name"])


def sort_name(name: str, kind: str = Author.Kind.PERSON) -> str:
    """Return "Lovelace, Ada" for a person; organisations are filed under their first word."""
    first, _, last = name.strip().rpartition(" ")
    if not first or kind == Author.Kind.ORGANISATION:
        return name.strip()
    return f"{last}, {first}"[:255]
