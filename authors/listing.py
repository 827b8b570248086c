"""The articles that readers may see: below a page, or by an author."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.db.models.functions import TruncDate
from wagtail.models import PageQuerySet

from authors.memory import until_changed
from authors.models import Author, Byline
from authors.pictures import load_renditions
from authors.visibility import visible

NEWEST_FIRST = ("-published_on", "-first_published_at", "-pk")


def article_model() -> Any:
    """Return the page type of articles: AUTHORS_ARTICLE_MODEL, or the first that is installed."""
    from authors.mixins import ArticleMixin

    named = getattr(settings, "AUTHORS_ARTICLE_MODEL", None)
    if named:
        return apps.get_model(named)
    return next(model for model in apps.get_models() if issubclass(model, ArticleMixin))


def articles() -> PageQuerySet:
    """Return all pages of that type, each with a day `published_on`.

    A page type of a host's own need not have our fields: it was published when it first went live.
    """
    model = article_model()
    pages = model.objects.select_related("locale", *(["lead_image"] * has(model, "lead_image")))
    if has(model, "published_on"):
        return pages
    return pages.annotate(published_on=TruncDate("first_published_at"))


def has(model: type[Model], field: str) -> bool:
    try:
        return bool(model._meta.get_field(field))
    except FieldDoesNotExist:
        return False


def articles_below(page: Any) -> PageQuerySet:
    """Return the live public articles below a page, the newest first."""
    return newest_first(articles().descendant_of(page))


def articles_by(author: Author, page: Any) -> PageQuerySet:
    """Return the articles that credit an author or any who was merged into this one."""
    pks = [author.pk, *merged_into(author)] if author.pk else []
    return articles_crediting(pks, page)


def articles_crediting(
    author_pks: Iterable[int], page: Any, roles: Iterable[str] = Byline.Role.values
) -> PageQuerySet:
    """Return the articles that credit any of the authors, in the language and the site of `page`."""
    rows = Byline.objects.filter(author__in=author_pks, role__in=roles)
    found = articles().filter(locale=page.locale_id, pk__in=rows.values("page"))
    root = site_root_path(page)
    return newest_first(found.filter(url_path__startswith=root) if root else found)


def newest_first(pages: PageQuerySet) -> PageQuerySet:
    return visible(pages).order_by(*NEWEST_FIRST)


def with_credits(listed: Iterable[Any], *others: Any) -> list[Any]:
    """Give every article its `credits` and the sizes of its picture.

    The number of queries doesn't grow with the articles. `others` are pages to credit, too.
    """
    from authors.bylines import bylines_of

    listed = list(listed)
    credits = bylines_of([*listed, *others])
    load_renditions(getattr(article, "lead_image", None) for article in listed)
    for page in [*listed, *others]:
        page.credits = credits[page.pk]
    return listed


def merged_into(author: Author) -> list[int]:
    """Return the keys of all that were merged into an author, however indirectly."""
    found: list[int] = []
    latest = {author.pk}
    merges = until_changed("authors.merges", all_merges)
    while latest := {pk for pk, into in merges if into in latest} - set(found):
        found += latest
    return found


def all_merges() -> list[tuple[int, int]]:
    merged = Author.objects.exclude(merged_into=None)
    return list(merged.values_list("pk", "merged_into_id").order_by())


def site_root_path(page: Any) -> str:
    """Return the `url_path` of the site's root that a page lies under, or "" outside any site."""
    roots = page._get_relevant_site_root_paths(None)
    return roots[0].root_path if roots else ""
