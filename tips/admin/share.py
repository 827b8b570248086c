"""“Share”: what an author pastes elsewhere so that readers find the tip jar."""

from typing import Any

import swapper
from django import forms
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from authors.models import Byline
from authors.visibility import visible
from authors.writers import ROLES
from tips.admin.sections import OwnScreen
from tips.goals import rows_of
from tips.models import Tip
from tips.spread import Jar, frame_hosts


class AboutForm(forms.Form):
    """Which article it is about. An article counts what came through it."""

    article: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, required=False, label=_("For"), empty_label=_("All that I do")
    )

    def __init__(self, *args: Any, articles: "QuerySet[Any]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = articles  # type: ignore[attr-defined]


class ShareView(OwnScreen, WagtailAdminTemplateMixin, TemplateView):
    section = "my_tips:share"
    template_name = "tips/admin/share.html"
    page_title = _("Share")
    header_icon = "link"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = AboutForm(self.request.GET or None, articles=self.articles())
        jar = Jar(
            self.author, self.site(), form.is_valid() and form.cleaned_data["article"] or None
        )
        return super().get_context_data(**kwargs) | {
            "sections": self.sections(),
            "form": form,
            "jar": jar,
            "address": jar.address(Tip.Source.BUTTON),
            "pictures": {
                name: jar.picture(f"tips:{name}") for name in ("button", "qr", "qr_png", "embed")
            },
            "snippets": snippets(jar),
        }

    def articles(self) -> Any:
        """Return the public pages of any type that name the author as a writer, the newest first."""
        pages = swapper.load_model("wagtailcore", "Page").objects
        mine = Byline.objects.filter(author__in=rows_of(self.author), role__in=ROLES)
        return visible(pages.filter(pk__in=mine.values("page"))).order_by("-first_published_at")

    def site(self) -> Site:
        found: Site = Site.find_for_request(self.request) or Site.objects.get(is_default_site=True)
        return found


def snippets(jar: Jar) -> list[tuple[Any, str]]:
    """Return what to copy, each with a label. Plain HTML: nothing of it runs, nothing is fetched."""
    given = {
        "jar": jar,
        "link": jar.address(Tip.Source.BUTTON),
        "button": jar.picture("tips:button"),
        "embed": jar.picture("tips:embed"),
    }
    kinds = [(_("A link"), "link"), (_("A button"), "button")]
    kinds += [(_("A card in a frame"), "frame")] if frame_hosts() else []
    return [
        (label, render_to_string(f"tips/spread/{name}_snippet.html", given).strip())
        for label, name in kinds
    ]
