"""What makes a host's page type an index of articles, or a directory of authors."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from taggit.models import Tag
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from authors.listing import article_model, articles_below, with_credits
from authors.memory import until_changed
from authors.models import Author
from authors.paging import paginate
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
    """The articles below a page, by page number and by tag, and their feeds."""

    articles_per_page = 12

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from authors.feeds import feed_title

        context = super().get_context(request, *args, **kwargs)
        tag = kwargs.get("tag")
        articles, paging = paginate(
            self.listed_articles(tag), request.GET.get("page"), self.articles_per_page
        )
        feed = self.reverse_subpage("tag_feed", [tag.slug]) if tag else self.reverse_subpage("feed")
        return context | {
            "articles": with_credits(articles),
            "paging": paging,
            "tag": tag,
            "feed_url": (self.get_url(request) or "/") + feed,
            "feed_title": feed_title(self, tag),
        }

    def expected_children(self) -> QuerySet[Any]:
        return article_model().objects.child_of(self).select_related("locale", "lead_image")

    def listed_articles(self, tag: Tag | None = None) -> Any:
        articles = articles_below(self)
        return articles.filter(authors_tags__tag=tag) if tag else articles

    @path("tag/<str:slug>/", name="tag")
    def tag_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.render(request, tag=self.tag_in_use(slug))

    @path("feed/", name="feed")
    @path("feed/<str:kind>/", name="other_feed")
    def feed_route(self, request: HttpRequest, kind: str = "") -> HttpResponse:
        from authors.feeds import feed_response

        return feed_response(request, self, self.listed_articles(), kind)

    @path("tag/<str:slug>/feed/", name="tag_feed")
    @path("tag/<str:slug>/feed/<str:kind>/", name="other_tag_feed")
    def tag_feed_route(self, request: HttpRequest, slug: str, kind: str = "") -> HttpResponse:
        from authors.feeds import feed_response

        tag = self.tag_in_use(slug)
        return feed_response(request, self, self.listed_articles(tag), kind, tag)

    def tag_in_use(self, slug: str) -> Tag:
        """Return the tag, or raise Http404 if no article that readers may see has it."""
        used = self.listed_articles().values("authors_tags__tag")
        return get_object_or_404(Tag, slug=slug, pk__in=used.order_by())


class AuthorIndexMixin(SectionMixin, TypedChildren):
    """The authors who have a public profile below a page, in any language."""

    authors_per_page = 24

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from authors.bylines import credits_for

        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        authors, paging = paginate(
            self.listed_authors(), request.GET.get("page"), self.authors_per_page
        )
        credits = credits_for(authors, self.locale)  # type: ignore[attr-defined]
        return context | {"authors": credits, "paging": paging}

    def expected_children(self) -> QuerySet[Any]:
        from authors.profiles import profile_models

        model: Any = profile_models()[0]
        return model.objects.child_of(self).select_related("author", "locale", "photo")

    def listed_authors(self) -> "QuerySet[Author]":
        """Return the authors with a profile below this page or a translation of it, by sort name."""
        from authors.profiles import profile_models

        key = ("authors.directories", self.pk)  # type: ignore[attr-defined]
        parents = until_changed(key, lambda: list(self.get_translations(inclusive=True)))  # type: ignore[attr-defined]
        listed = Q()
        for model in profile_models():
            profiles = visible(model.objects)  # type: ignore[attr-defined]
            below = reduce(or_, [profiles.child_of_q(parent) for parent in parents])
            listed |= Q(pk__in=profiles.filter(below).order_by().values("author"))
        shown = Lower(Coalesce(NullIf(F("sort_name"), Value("")), F("name")))
        return Author.objects.unmerged().filter(listed).order_by(shown, "pk")
