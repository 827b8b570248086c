"""The read API: public pages with their bylines, and authors. Nothing can be written through it."""

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from authors.api_views import AuthorsAPIViewSet

router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesAPIViewSet)
router.register_endpoint("authors", AuthorsAPIViewSet)
