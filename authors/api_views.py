"""The endpoint of authors for Wagtail's read API: `router.register_endpoint("authors", …)`."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.api import APIField
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet

from authors.api import PersonField
from authors.models import Author

MOST_DIGITS = 18  # More is no number for a database.


class RefusesNonsense:
    """For an endpoint: what Wagtail's own would pass on to the database, which chokes on it."""

    def check_query_parameters(self, queryset: Any) -> None:
        super().check_query_parameters(queryset)  # type: ignore[misc]
        asked = self.request.GET  # type: ignore[attr-defined]
        if len(asked.get("offset", "")) > MOST_DIGITS:
            raise BadRequestError("offset is too large")
        if "\0" in asked.get("search", ""):
            raise BadRequestError("null characters are not allowed for search")
        if asked.get("search", "").count('"') % 2:
            raise BadRequestError("a quotation mark in search is never closed")

    def filter_queryset(self, queryset: Any) -> Any:
        try:
            return super().filter_queryset(queryset)  # type: ignore[misc]
        except ValidationError as error:
            raise BadRequestError(" ".join(error.messages)) from error


class AuthorsAPIViewSet(RefusesNonsense, BaseAPIViewSet):
    """`/api/v2/authors/`: everybody with a published name, the merged ones left out."""

    model = Author
    body_fields = [*BaseAPIViewSet.body_fields, APIField("person", serializer=PersonField())]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "person"]

    def get_queryset(self) -> Any:
        return Author.objects.unmerged().named().order_by("sort_name", "name", "pk")
