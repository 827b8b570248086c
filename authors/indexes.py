"""What makes a host's page type an index of articles, or a directory of authors."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from authors.archives import Month, month_of, months_of
from authors.directory import Entry, entries_of, letter_of, letters_of, narrowed
from authors.labels import TAG, TOPIC, Label, label_in_use, topics_in_use
from authors.listing import articles, articles_below, with_credits
from authors.memory import until_changed
from authors.models import Author
from authors.paging import paginate
from authors.search import words_of
from authors.visibility import GuardedMixin, visible


class SectionMixin:
    """Keep to editors what publishing rights below a section would allow on the section."""

    def permissions_for_user(self, user: Any) -> Any:
        from authors.permissions import SectionTester

        return SectionTester(user, self)


class TypedChildren(GuardedMixin):
    """Find a child of the type that is expected below, with what it shows, in one query."""

    def expected_children(self) -> QuerySet[Any]:
        raise NotImplementedError

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        if path_components:
            child = self.expected_children().filter(slug=path_components[0]).first()
            if child is not None:
                child._cached_parent_obj = self  # as Wagtail does: nobody asks for it again
                return child.route(request, path_components[1:])
        return super().route(request, path_components)  # type: ignore[misc]


class ArticleIndexMixin(SectionMixin, RoutablePageMixin, TypedChildren):
    """The articles below a page: all of them, or those of a topic, a tag or a month; their feeds."""

    articles_per_page = 12

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from authors.feeds import feed_title

        context = super().get_context(request, *args, **kwargs)
        url = self.get_url(request) or "/"
        if "months" in kwargs:
            return context | {"months": kwargs["months"], "index_url": url}
        subject = kwargs.get("subject")
        label = subject if isinstance(subject, Label) else None
        shown, paging = paginate(
            self.listed_articles(subject), request.GET.get("page"), self.articles_per_page
        )
        return context | {
            "articles": with_credits(shown),
            "paging": paging,
            "subject": subject,
            "tag": label if label and label.kind == TAG else None,
            "topics": self.topics(),
            "index_url": url,
            "feed_url": f"{url}{label.path if label else ''}feed/",
            "feed_title": feed_title(self, label),
        }

    def expected_children(self) -> QuerySet[Any]:
        return articles().child_of(self)

    def listed_articles(self, subject: Label | Month | None = None) -> Any:
        articles = articles_below(self)
        return subject.narrow(articles) if subject else articles

    def topics(self) -> list[Label]:
        """Return the topics that readers find articles about here."""
        key = ("authors.topics_in_use", self.pk)  # type: ignore[attr-defined]
        return until_changed(key, lambda: topics_in_use(self.listed_articles(), self))

    def label(self, kind: str, slug: str) -> Label:
        return label_in_use(kind, slug, self.listed_articles(), self)

    def get_route_paths(self) -> list[str]:
        """Tell Wagtail that feeds move with the page: their old addresses redirect, too."""
        from authors.feeds import route_paths

        return [*super().get_route_paths(), *route_paths()]

    @path("tag/<str:slug>/", name="tag")
    def tag_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.render(request, subject=self.label(TAG, slug))

    @path("topic/<str:slug>/", name="topic")
    def topic_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.render(request, subject=self.label(TOPIC, slug))

    @path("archive/", name="archive")
    def archive_route(self, request: HttpRequest) -> HttpResponse:
        months = months_of(self.listed_articles())
        return self.render(request, template="authors/archive.html", months=months)

    @path("<int:year>/<int:month>/", name="month")
    def month_route(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        subject = month_of(year, month)
        if not self.listed_articles(subject).exists():
            raise Http404
        return self.render(request, subject=subject)

    @path("feed/", name="feed")
    @path("feed/<str:kind>/", name="other_feed")
    def feed_route(self, request: HttpRequest, kind: str = "") -> HttpResponse:
        from authors.feeds import feed_response

        return feed_response(request, self, self.listed_articles(), kind)

    @re_path(r"^(?P<of>tag|topic)/(?P<slug>[^/]+)/feed/$", name="label_feed")
    @re_path(r"^(?P<of>tag|topic)/(?P<slug>[^/]+)/feed/(?P<kind>[^/]+)/$", name="other_label_feed")
    def label_feed_route(
        self, request: HttpRequest, of: str, slug: str, kind: str = ""
    ) -> HttpResponse:
        from authors.feeds import feed_response

        label = self.label(of, slug)
        return feed_response(request, self, self.listed_articles(label), kind, label)


class AuthorIndexMixin(SectionMixin, TypedChildren):
    """The authors who have a public profile below a page, in any language."""

    authors_per_page = 24

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from authors.bylines import credits_for

        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        entries = self.entries()
        letter, text = request.GET.get("letter", "")[:1], request.GET.get("q", "").strip()[:100]
        words = words_of(text)
        found = narrowed(entries, letter, words)
        pks, paging = paginate(
            found, request.GET.get("page"), self.authors_per_page, letter=letter, q=text
        )
        known = Author.objects.in_bulk(pks)
        authors = [known[pk] for pk in pks if pk in known]
        return context | {
            "authors": credits_for(authors, self.locale),  # type: ignore[attr-defined]
            "paging": paging,
            "letters": letters_of(entries),
            "letter": letter_of(letter) if letter else "",
            "text": text,
            "words": words,
            "total": len(entries),
        }

    def expected_children(self) -> QuerySet[Any]:
        from authors.profiles import profile_models

        model: Any = profile_models()[0]
        return model.objects.child_of(self).select_related("author", "locale", "photo")

    def entries(self) -> list[Entry]:
        """Return the directory's authors in order, known until content changes."""
        key = ("authors.directory", self.pk)  # type: ignore[attr-defined]
        return until_changed(key, lambda: entries_of(self.listed_authors()))

    def listed_authors(self) -> "QuerySet[Author]":
        """Return the authors with a profile below this page or a translation of it."""
        return authors_below(self.get_translations(inclusive=True))  # type: ignore[attr-defined]

    def first_authors(self, count: int) -> list[Author]:
        known = Author.objects.in_bulk([entry.pk for entry in self.entries()[:count]])
        return [known[entry.pk] for entry in self.entries()[:count] if entry.pk in known]


def authors_below(pages: Iterable[Any]) -> "QuerySet[Author]":
    """Return the authors with a public profile below any of the pages."""
    from authors.profiles import profile_models

    parents, listed = list(pages), Q()
    for model in profile_models():
        profiles = visible(model.objects)  # type: ignore[attr-defined]
        below = reduce(or_, [profiles.descendant_of_q(parent) for parent in parents])
        listed |= Q(pk__in=profiles.filter(below).order_by().values("author"))
    return Author.objects.unmerged().filter(listed)
