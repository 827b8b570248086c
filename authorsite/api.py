"""The read API: public pages with their bylines, and authors. Nothing can be written through it."""

from typing import Any

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from authors.api_views import AuthorsAPIViewSet, RefusesNonsense


class PagesWithLanguage(RefusesNonsense, PagesAPIViewSet):
    """Wagtail's own, which would ask for the language of one page after the other."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("locale")


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesWithLanguage)
router.register_endpoint("authors", AuthorsAPIViewSet)
