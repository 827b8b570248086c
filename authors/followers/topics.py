"""What can be followed: a site, an author, a tag, and what is said about an article."""

from dataclasses import dataclass
from typing import Any

import swapper
from django.urls import reverse
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.models import Site

from authors.bylines import credits_for
from authors.handles import is_provisional
from authors.models import Author

SITE, AUTHOR, TAG, PAGE = "site", "author", "tag", "page"
KINDS = (SITE, AUTHOR, TAG, PAGE)


@dataclass(frozen=True)
class Topic:
    """Something to follow. `kind` is the column of Follow that points to `target`."""

    kind: str
    target: Any

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.target.pk}"

    @property
    def columns(self) -> dict[str, Any]:
        return {self.kind: self.target}

    @property
    def name(self) -> str:
        """Return what it is called by itself."""
        return site_name(self.target) if self.kind == SITE else str(self.target)

    @property
    def page(self) -> Any:
        """Return a page of the site that it belongs to, or None if it is everywhere."""
        if self.kind == AUTHOR:
            [credit] = credits_for([self.target])
            return credit.profile
        if self.kind == SITE:
            return self.target.root_page
        return self.target if self.kind == PAGE else None

    @property
    def link_text(self) -> str:
        """Return what a link to follow it says, after "by e-mail:"."""
        return _("comments on this article") if self.kind == PAGE else self.name

    @property
    def label(self) -> str:
        """Return what is followed, as it stands in a list or after "you follow"."""
        patterns = {
            SITE: _("%(name)s, everything new"),
            AUTHOR: _("%(name)s’s articles"),
            TAG: _("articles tagged “%(name)s”"),
            PAGE: _("comments on “%(name)s”"),
        }
        return patterns[self.kind] % {"name": self.name}

    @property
    def form_path(self) -> str:
        """Return where it can be followed, in the active language."""
        if self.kind == SITE:
            return reverse("followers:site")
        words = {AUTHOR: "handle", TAG: "slug", PAGE: "pk"}
        return reverse(f"followers:{self.kind}", args=[getattr(self.target, words[self.kind])])


def find(key: str) -> Topic | None:
    """Return the topic of a key such as author:5, or None if it can't be followed (any more)."""
    kind, _colon, pk = key.partition(":")
    finders = {SITE: site, AUTHOR: author, TAG: tag, PAGE: page}
    if kind not in finders or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return finders[kind](pk=int(pk))


def of_follow(follow: Any) -> Topic:
    kind = next(kind for kind in KINDS if getattr(follow, f"{kind}_id"))
    target = getattr(follow, kind)
    return Topic(kind, target.current if kind == AUTHOR else target)


def site(**which: Any) -> Topic | None:
    found = Site.objects.filter(**which).first()
    return Topic(SITE, found) if found else None


def author(**which: Any) -> Topic | None:
    found = Author.objects.select_related("merged_into").filter(**which).first()
    if found is None or is_provisional(found.current.handle):
        return None
    return Topic(AUTHOR, found.current)


def tag(**which: Any) -> Topic | None:
    found = Tag.objects.filter(**which).first()
    return Topic(TAG, found) if found else None


def page(**which: Any) -> Topic | None:
    pages = swapper.load_model("wagtailcore", "Page").objects.live().public()
    found = pages.filter(**which).first()
    return Topic(PAGE, found) if found else None


def site_name(site: Site) -> str:
    return site.site_name or site.hostname
