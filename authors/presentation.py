"""What the templates of articles and profiles are given."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.url_routing import RouteResult

from authors.embeds import FramingMixin
from authors.labels import Label, label_in_use, labels_of, topics_in_use
from authors.listing import articles_by, with_credits
from authors.memory import until_changed
from authors.models import Author, Byline
from authors.paging import paginate
from authors.pictures import load_renditions
from authors.reading import beginning, minutes_to_read
from authors.surroundings import Surroundings, surroundings_of


class ArticlePresentation(FramingMixin):
    """How an article is read, listed and shared."""

    open_graph_type = "article"

    @property
    def summary(self) -> str:
        page: Any = self
        return getattr(page, "search_description", "") or page.standfirst or beginning(page.body)

    @property
    def share_image(self) -> tuple[Any, str]:
        page: Any = self
        return page.lead_image, page.lead_image_alt

    @property
    def published_at(self) -> datetime | None:
        """Return the publication date, with the hour if that is when it really went live.

        A draft may be previewed while its date is still empty.
        """
        page: Any = self
        live_since = page.first_published_at
        if page.published_on is None:
            return live_since
        if live_since and timezone.localdate(live_since) == page.published_on:
            return live_since
        return timezone.make_aware(datetime.combine(page.published_on, time()))

    @cached_property
    def labels(self) -> list[Label]:
        """Return the topics and tags, which a page shows in several places."""
        return labels_of(self)

    @property
    def minutes_to_read(self) -> int:
        page: Any = self
        return minutes_to_read(page.body)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Return what there is to read beside this article. It also finds everybody's credits."""
        return surroundings_of(self)

    @property
    def live_translations(self) -> list[Any]:
        return self.surroundings.translations

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        around = self.surroundings
        load_renditions([self.lead_image])  # type: ignore[attr-defined]
        return context | {
            "credits": self.credits,  # type: ignore[attr-defined]
            "index_url": self.index_url(request),
            "more": around.more,
            "related": around.related,
        }

    def index_url(self, request: HttpRequest) -> str:
        """Return the address of the index above, where tags and feed are, or "" without one."""
        from authors.indexes import ArticleIndexMixin

        parent = self.get_parent()  # type: ignore[attr-defined]
        has_routes = parent and issubclass(parent.specific_class or object, ArticleIndexMixin)
        return (parent.get_url(request) or "") if has_routes else ""


class ProfilePresentation(FramingMixin, RoutablePageMixin):
    """How an author's page is read and shared, with the author's articles and their feed."""

    open_graph_type = "profile"
    articles_per_page = 12

    @property
    def summary(self) -> str:
        page: Any = self
        return getattr(page, "search_description", "") or page.short_bio or page.headline

    @property
    def share_image(self) -> tuple[Any, str]:
        page: Any = self
        return page.photo, page.photo_alt

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead from a merged author's address, and what is below it, to the author who remains."""
        page: Any = self
        was_public = page.live or page.first_published_at
        is_merged = page.author.merged_into_id is not None
        target = self.address_of_survivor(request) if was_public and is_merged else ""
        if not target:
            return super().route(request, path_components)
        below = "".join(f"{part}/" for part in path_components)
        return RouteResult(self, (lambda _: HttpResponsePermanentRedirect(target + below), [], {}))

    def address_of_survivor(self, request: HttpRequest) -> str:
        from authors.profiles import best_profile, default_locale_pk, live_profiles

        page: Any = self
        survivor = page.author.current
        profiles = live_profiles([survivor.pk]).get(survivor.pk, {})
        profile: Any = best_profile(profiles, page.author_locale_id, default_locale_pk())
        return (profile.get_url(request) or "") if profile else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from authors.bylines import credit
        from authors.feeds import feed_title

        page: Any = self
        context = super().get_context(request, *args, **kwargs)
        # A new person's profile is previewed before its author exists.
        author = page.author if page.author_id else Author(name=page.title)
        label = kwargs.get("label")
        listed = self.listed_articles(author, label)
        articles, paging = paginate(listed, request.GET.get("page"), self.articles_per_page)
        load_renditions([page.photo])
        url = page.get_url(request) or "/"
        return context | {
            "credit": self.as_known() or credit(author, Byline.Role.AUTHOR, page),
            "articles": with_credits(articles),
            "paging": paging,
            "label": label,
            "labels": self.topics(author),
            "feed_url": f"{url}{label.path if label else ''}feed/",
            "feed_title": feed_title(page, label),
            "profile_url": url,
        }

    def listed_articles(self, author: Any, label: Any = None) -> Any:
        articles = articles_by(author, self)
        return label.narrow(articles) if label else articles

    def topics(self, author: Any) -> list[Any]:
        """Return the topics that the author writes about, each with a list and feeds of its own."""
        page: Any = self
        if not author.pk:
            return []
        key = ("authors.topics_of", author.pk, page.locale_id)
        return until_changed(key, lambda: topics_in_use(articles_by(author, page), page))

    @property
    def live_translations(self) -> list[Any]:
        """Return the author's other profiles that are translations of this one."""
        from authors.profiles import live_profiles

        page: Any = self
        known = live_profiles([page.author_id])[page.author_id].values() if page.author_id else ()
        same = [each for each in known if each.translation_key == page.translation_key]  # type: ignore[attr-defined]
        return [each for each in same if each.pk != page.pk]  # type: ignore[attr-defined]

    def as_known(self) -> Any:
        """Return the author's credit with this page as others name it, unless it is a draft."""
        from authors.bylines import credit
        from authors.profiles import live_profiles

        page: Any = self
        if (
            not page.live
            or page.author_id is None
            or "authors_links" in vars(page).get("_cluster_related_objects", {})
        ):
            return None
        known = live_profiles([page.author_id])[page.author_id].get(page.author_locale_id)
        return (
            credit(page.author, Byline.Role.AUTHOR, known)
            if known and known.pk == page.pk
            else None
        )

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        # RoutablePageMixin's own knows no modes: every preview would be the profile.
        return self.allow_frames(super(RoutablePageMixin, self).serve_preview(request, mode_name))

    def get_route_paths(self) -> list[str]:
        """Tell Wagtail that feeds move with the page: their old addresses redirect, too."""
        from authors.feeds import route_paths

        return [*super().get_route_paths(), *route_paths()]

    @path("feed/", name="feed")
    @path("feed/<str:kind>/", name="other_feed")
    def feed_route(self, request: HttpRequest, kind: str = "") -> HttpResponse:
        from authors.feeds import feed_response

        page: Any = self
        return feed_response(request, page, articles_by(page.author, page), kind)

    @re_path(r"^(?P<of>tag|topic)/(?P<slug>[^/]+)/$", name="label")
    def label_route(self, request: HttpRequest, of: str, slug: str) -> HttpResponse:
        return self.render(request, label=self.label(of, slug))

    @re_path(r"^(?P<of>tag|topic)/(?P<slug>[^/]+)/feed/$", name="label_feed")
    @re_path(r"^(?P<of>tag|topic)/(?P<slug>[^/]+)/feed/(?P<kind>[^/]+)/$", name="other_label_feed")
    def label_feed_route(
        self, request: HttpRequest, of: str, slug: str, kind: str = ""
    ) -> HttpResponse:
        from authors.feeds import feed_response

        page: Any = self
        label = self.label(of, slug)
        return feed_response(request, self, self.listed_articles(page.author, label), kind, label)

    def label(self, kind: str, slug: str) -> Any:
        page: Any = self
        return label_in_use(kind, slug, articles_by(page.author, page), page)
