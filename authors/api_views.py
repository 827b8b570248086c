"""The endpoint of authors for Wagtail's read API: `router.register_endpoint("authors", …)`."""

from typing import Any

from wagtail.api import APIField
from wagtail.api.v2.views import BaseAPIViewSet

from authors.api import PersonField
from authors.models import Author


class AuthorsAPIViewSet(BaseAPIViewSet):
    """`/api/v2/authors/`: everybody with a published name, the merged ones left out."""

    model = Author
    body_fields = [*BaseAPIViewSet.body_fields, APIField("person", serializer=PersonField())]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "person"]

    def get_queryset(self) -> Any:
        return Author.objects.unmerged().named().order_by("sort_name", "name", "pk")
