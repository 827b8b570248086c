"""Who is credited on a page: read for many pages at once, and replaced behind a page's back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Locale, Revision, TaskState
from wagtail.signal_handlers import update_reference_index_on_save

from authors import byline_log, generations
from authors.mixins import AuthorPageMixin
from authors.models import Author, AuthorLink, Byline
from authors.profiles import active_locale_pk, best_profile, default_locale_pk, live_profiles


@dataclass(frozen=True)
class Credit:
    """An author as a page names them; `url` is empty without a live profile.

    `support` are the links that lead to where readers can send money, `links` all others.
    """

    author: Author
    role: str
    name: str
    url: str
    profile: AuthorPageMixin | None
    links: tuple[AuthorLink, ...]
    support: tuple[AuthorLink, ...] = ()


def credit(author: Author, role: str, profile: AuthorPageMixin | None) -> Credit:
    if profile is None:
        return Credit(author, role, str(author), "", None, ())
    links = profile.authors_links.all()
    return Credit(
        author,
        role,
        profile.title or str(author),
        profile.url or "",
        profile,
        links=tuple(link for link in links if not link.is_support),
        support=tuple(link for link in links if link.is_support),
    )


def bylines_of(pages: Iterable[Any], locale: Locale | None = None) -> dict[int, list[Credit]]:
    """Return each page's credits in order, by key, in `locale` or else in the page's own."""
    pages = list(pages)
    rows = byline_rows(pages)
    current = who_they_are_now({row.author for page_rows in rows.values() for row in page_rows})
    profiles = live_profiles(author.pk for author in current.values())
    fallback = default_locale_pk() if profiles else None

    def credits_on(page: Any) -> list[Credit]:
        wanted = locale.pk if locale else page.locale_id
        named = dict.fromkeys((current[row.author_id], row.role) for row in rows[page.pk])
        return [
            credit(author, role, best_profile(profiles.get(author.pk, {}), wanted, fallback))
            for author, role in named
        ]

    return {page.pk: credits_on(page) for page in pages}


def credits_for(authors: Iterable[Author], locale: Locale | None = None) -> list[Credit]:
    """Return the credits of bare authors in `locale`, or else in the active language."""
    authors = list(authors)
    current = who_they_are_now(authors)
    profiles = live_profiles(author.pk for author in current.values())
    wanted = (locale.pk if locale else active_locale_pk()) if profiles else None
    fallback = default_locale_pk() if profiles else None
    return [
        credit(
            author, Byline.Role.AUTHOR, best_profile(profiles.get(author.pk, {}), wanted, fallback)
        )
        for author in dict.fromkeys(current[author.pk] for author in authors)
    ]


def byline_rows(pages: Sequence[Any]) -> dict[int, list[Byline]]:
    """Return the bylines by page key: those of a draft in memory, else those in the database."""
    rows: dict[int, list[Byline]] = {page.pk: [] for page in pages}
    stored = []
    for page in pages:
        drafted = getattr(page, "_cluster_related_objects", {}).get("authors_bylines")
        if drafted is None:
            stored.append(page.pk)
        else:
            rows[page.pk] = in_order(drafted)
    if stored:
        known = Byline.objects.filter(page__in=stored).select_related("author")
        for row in known.order_by("page", "sort_order", "pk"):
            rows[row.page_id].append(row)
    return rows


def in_order(drafted: Iterable[Byline]) -> list[Byline]:
    """Return a draft's bylines with their authors as they are now; one not chosen names nobody."""
    rows = sorted(drafted, key=lambda row: row.sort_order or 0)
    authors = Author.objects.in_bulk([row.author_id for row in rows if row.author_id])
    known = [row for row in rows if row.author_id in authors]
    for row in known:
        row.author = authors[row.author_id]
    return known


def current_authors(author_pks: Iterable[int]) -> dict[int, Author]:
    """Return the authors by key, each merged one replaced by the one it was merged into."""
    return who_they_are_now(Author.objects.in_bulk(list(author_pks)).values())


def who_they_are_now(authors: Iterable[Author]) -> dict[int, Author]:
    """Return each author, or the one they were merged into, by the key asked for."""
    known = {author.pk: author for author in authors}
    asked_for = list(known)
    while missing := {a.merged_into_id for a in known.values() if a.merged_into_id} - set(known):
        known |= Author.objects.in_bulk(list(missing))
    return {pk: follow_merges(known[pk], known) for pk in asked_for}


def follow_merges(author: Author, known: dict[int, Author]) -> Author:
    seen = {author.pk}
    while author.merged_into_id and author.merged_into_id not in seen:
        author = known[author.merged_into_id]
        seen.add(author.pk)
    return author


def replace_bylines(page: Any, named: Iterable[tuple[Author, str]], *, user: Any = None) -> None:
    """Set a page's bylines, in order, outside its editor.

    The drafts that are still going to be published get them too, or they would take them back.
    """
    named = list(dict.fromkeys((author.current, str(role)) for author, role in named))
    with transaction.atomic():
        before = [str(row) for row in stored_bylines(page)]
        for copy in [page, *aliases_of(page)]:
            write_rows(copy, named)
        content = [get_serializable_data_for_fields(row) for row in stored_bylines(page)]
        drafted = []
        for revision in revisions_to_come(page):
            drafted.append(revision.content.get("authors_bylines", []))
            patched = revision.content | {"authors_bylines": content}
            Revision.objects.filter(pk=revision.pk).update(content=patched)
        after = [str(row) for row in stored_bylines(page)]
        drafts = [(byline_log.named_in(rows), after) for rows in drafted]
        byline_log.log_first_change(page, [(before, after), *drafts], user)
    forget_what_was_loaded(page)


def forget_what_was_loaded(page: Any) -> None:
    generations.bump()
    getattr(page, "_cluster_related_objects", {}).pop("authors_bylines", None)
    page._state.fields_cache.pop("latest_revision", None)


def stored_bylines(page: Any) -> list[Byline]:
    return list(Byline.objects.filter(page=page.pk).select_related("author"))


def aliases_of(page: Any) -> list[Any]:
    """Return the copies that follow the page, and those that follow them."""
    aliases = list(type(page)._default_manager.filter(alias_of=page.pk))
    return aliases + [deeper for alias in aliases for deeper in aliases_of(alias)]


def write_rows(page: Any, named: Sequence[tuple[Author, str]]) -> None:
    Byline.objects.filter(page=page.pk).delete()
    Byline.objects.bulk_create(
        Byline(page_id=page.pk, author=author, role=role, sort_order=sort_order)
        for sort_order, (author, role) in enumerate(named)
    )
    update_reference_index_on_save(page.specific_deferred)


def revisions_to_come(page: Any) -> QuerySet[Revision]:
    """Return the revisions that may go live without anybody editing them again."""
    return going_live(page.revisions.all(), type(page)._default_manager.filter(pk=page.pk))


def going_live(revisions: QuerySet[Revision], pages: Any) -> QuerySet[Revision]:
    """Keep the revisions of some pages that may go live without anybody editing them again."""
    under_review = TaskState.objects.filter(
        workflow_state__status__in=["in_progress", "needs_changes"]
    )
    latest = Q(pk__in=pages.order_by().values("latest_revision"))
    scheduled = Q(approved_go_live_at__isnull=False)
    return revisions.filter(latest | scheduled | Q(pk__in=under_review.values("revision")))
