"""Start a profile or an article in another language, from its editing screen."""

from typing import Any

import swapper
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.admin.widgets import Button
from wagtail.log_actions import log
from wagtail.models import Locale

from authors.exceptions import DuplicateProfile
from authors.mixins import AuthorPageMixin
from authors.ownership import is_owned_type


def missing_locales(page: Any) -> list[Locale]:
    """Return the languages of the site that the page isn't in, its drafts counted."""
    known = page.get_translations(inclusive=True).values("locale")
    return list(Locale.objects.exclude(pk__in=known).order_by("pk"))


def may_translate(user: Any, page: Any, locale: Locale) -> bool:
    """Tell whether the user may edit the page, and for an article also add one in that language."""
    if page.alias_of_id or not page.permissions_for_user(user).can_edit():
        return False
    if isinstance(page, AuthorPageMixin):
        return True
    section = page.get_parent().specific.get_translation_or_none(locale)
    return section is None or section.permissions_for_user(user).can_add_subpage()


@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Say what happens (GET), then make a draft in the other language (POST)."""
    found = get_object_or_404(swapper.load_model("wagtailcore", "Page"), pk=pk)
    page, locale = found.specific, get_object_or_404(Locale, language_code=language)
    if not is_owned_type(found) or not may_translate(request.user, page, locale):
        raise PermissionDenied
    existing = page.get_translation_or_none(locale)
    if existing is None and request.method == "GET":
        context = {"page": page, "locale": locale}
        return render(request, "authors/admin/translate.html", context)
    return redirect("wagtailadmin_pages:edit", start(request, page, locale, existing).pk)


def start(request: HttpRequest, page: Any, locale: Locale, existing: Any) -> Any:
    """Return the translation, or the page itself with the reason why there can't be one."""
    if existing is not None:
        return existing
    try:
        return draft_in(page, locale, request.user)
    except ParentNotTranslatedError:
        text = _("There is no place for it yet: the page above isn't in %(language)s.")
        messages.error(request, text % {"language": locale})
    except DuplicateProfile as error:
        messages.error(request, error.messages[0])
    return page


@transaction.atomic
def draft_in(page: Any, locale: Locale, user: Any) -> Any:
    source = page if page.live else page.get_latest_revision_as_object()
    copy = source.copy_for_translation(locale)
    copy.owner = user
    copy.save(clean=False)
    copy.save_revision(user=user, clean=False)
    log(copy, "wagtail.copy_for_translation", user=user, data=described(page, copy))
    return copy


def described(page: Any, copy: Any) -> dict[str, Any]:
    """Return what Wagtail's own entry for the history shows."""
    return {
        "page": {"id": copy.pk, "title": copy.get_admin_display_title()},
        "source": {"id": page.pk, "title": page.get_admin_display_title()},
        "source_locale": {"language_code": page.locale.language_code},
        "locale": {"language_code": copy.locale.language_code},
    }


def buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """Offer each language that the page isn't in, above its editor."""
    if view_name != "edit" or not is_owned_type(page):
        return []
    page = page.specific
    return [
        Button(
            _("Translate into %(language)s") % {"language": locale},
            url=reverse("authors_translate", args=[page.pk, locale.language_code]),
            icon_name="globe",
            priority=35,
        )
        for locale in missing_locales(page)
        if may_translate(user, page, locale)
    ]


urlpatterns = [path("translate-page/<int:pk>/<str:language>/", translate, name="authors_translate")]
