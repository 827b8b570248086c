"""Take over, as authors, the people whom a host's own relation names on its pages."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import swapper
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Revision

from authors import identity
from authors.bylines import replace_bylines, stored_bylines
from authors.exceptions import CannotAdopt, NamelessPeople, UnknownRelation
from authors.models import Adoption, Author, Byline

NAME_FIELDS = ("name", "full_name", "display_name", "title")


def people_of(page: models.Model, relation: list[str]) -> list[models.Model]:
    """Return the people at the end of a path such as `["news_reporters", "reporter"]`, in order."""
    found: list[Any] = [page]
    for part in relation:
        found = [each for holder in found for each in related(holder, part)]
    return list(dict.fromkeys(found))


def related(holder: Any, part: str) -> Iterator[Any]:
    value: Any = getattr(holder, part, None)
    if hasattr(value, "all"):
        yield from value.all()
    elif value is not None:
        yield value


def check_relation(model: type[models.Model], relation: list[str], name_field: str) -> None:
    """Raise CannotAdopt unless the path leads from a page type to people who have a name."""
    if not issubclass(model, swapper.load_model("wagtailcore", "Page")):
        raise CannotAdopt(f"{model._meta.label} is no page type.")
    for part in relation:
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist as error:
            raise UnknownRelation(part, model) from error
        if field.related_model is None:
            raise UnknownRelation(part, model)
        model = field.related_model  # type: ignore[assignment]
    if name_field and not hasattr(model, name_field):
        raise CannotAdopt(f"{model._meta.label} has no “{name_field}”.")
    if not name_field and not has_name(model):
        raise NamelessPeople(model)


def has_name(model: type[models.Model]) -> bool:
    """Return whether a name can be guessed; what Django says of every row is none."""
    says_more = model.__str__ is not models.Model.__str__
    return says_more or any(hasattr(model, field) for field in NAME_FIELDS)


def adopt(
    model: type[models.Model],
    relation: list[str],
    name_field: str = "",
    role: str = Byline.Role.AUTHOR,
    progress: Callable[[int], None] = lambda pages: None,
) -> Counter[str]:
    """Give each page without bylines those that the relation names, and count what was done.

    A page that has bylines is left alone, so that running again takes nothing back. The keys are
    `adopted`, `kept` (had bylines), `nobody` (the relation names none) and `authors` (made).
    """
    check_relation(model, relation, name_field)
    tally: Counter[str] = Counter()
    pages = model._default_manager.order_by("pk").iterator(chunk_size=200)
    for number, page in enumerate(pages, start=1):
        people = people_of(page, relation)
        if stored_bylines(page):
            tally["kept"] += 1
        elif not people:
            tally["nobody"] += 1
        else:
            authors = [author_for(person, name_field, tally) for person in people]
            replace_bylines(page, [(author, role) for author in authors])
            fill_older_versions(page)
            tally["adopted"] += 1
        progress(number)
    return tally


def author_for(person: Any, name_field: str, tally: Counter[str]) -> Author:
    """Return the author whom a person became, now or in an earlier run."""
    kind = ContentType.objects.get_for_model(person)
    known = Adoption.objects.filter(content_type=kind, object_id=str(person.pk)).first()
    if known:
        return known.author.current
    user = person if isinstance(person, get_user_model()) else None
    author = Author.objects.filter(user=user).first() if user else None
    if author is None:
        author = make_author(name_of(person, name_field), user)
        tally["authors"] += 1
    Adoption.objects.create(content_type=kind, object_id=str(person.pk), author=author)
    return author.current


def make_author(name: str, user: Any) -> Author:
    author = Author.objects.create(name=name, sort_name=identity.sort_name(name), user=user)
    identity.give_handle(author, name)
    return author


def name_of(person: Any, name_field: str) -> str:
    """Return what readers may see: of a user never the username, so perhaps nothing."""
    if name_field:
        return text_of(getattr(person, name_field))
    if isinstance(person, get_user_model()):
        return text_of(person.get_full_name())
    named = (text_of(getattr(person, field, "")) for field in NAME_FIELDS)
    return next(filter(None, named), str(person)[:255])


def text_of(value: Any) -> str:
    return " ".join(str(value() if callable(value) else value or "").split())[:255]


def fill_older_versions(page: Any) -> None:
    """Let versions of before, too, name the authors, should somebody publish one again."""
    rows = [get_serializable_data_for_fields(row) for row in stored_bylines(page)]
    for revision in page.revisions.all():
        if not revision.content.get("authors_bylines"):
            content = revision.content | {"authors_bylines": rows}
            Revision.objects.filter(pk=revision.pk).update(content=content)
