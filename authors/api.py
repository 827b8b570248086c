"""Authors and bylines for Wagtail's read API: the same facts that pages tell machines.

Models import this, so it looks for other models only when it is asked.
Source: https://docs.wagtail.org/en/stable/advanced_topics/api/v2/configuration.html
"""

from collections.abc import Mapping
from typing import Any

from rest_framework.fields import Field
from rest_framework.serializers import ListSerializer
from wagtail.api import APIField

PUBLIC = ("name", "role", "url", "headline", "bio", "image", "fediverse", "same_as")


def byline_field() -> APIField:
    """Return the field that adds a page's bylines, in order, for `api_fields` of a page type."""
    return APIField("bylines", serializer=BylinesField())


def people(credits: Mapping[Any, list[Any]], request: Any) -> dict[Any, list[dict[str, Any]]]:
    """Return what anybody may know of each row's authors: never an account or an e-mail address."""
    from authors.extensions import api_facts

    more = api_facts([credit for each in credits.values() for credit in each], request)
    return {
        key: [public_facts(credit) | more[credit.author.pk] for credit in each]
        for key, each in credits.items()
    }


def public_facts(credit: Any) -> dict[str, Any]:
    from authors.facts import person_facts

    facts = person_facts(credit)
    return {"id": credit.author.pk, "handle": credit.author.handle, "kind": credit.author.kind} | {
        name: facts[name] for name in PUBLIC
    }


class OfMany(Field):
    """A field whose values are found for all rows of a listing at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row: Any) -> Any:
        known = self.context.setdefault(f"authors.{type(self).__name__}", {})
        if row.pk not in known:
            known |= self.values(self.rows(row), self.context.get("request"))
        return known[row.pk]

    def rows(self, row: Any) -> list[Any]:
        listing = self.parent.parent
        return list(listing.instance) if isinstance(listing, ListSerializer) else [row]

    def values(self, rows: list[Any], request: Any) -> dict[Any, Any]:
        raise NotImplementedError


class BylinesField(OfMany):
    def values(self, rows: list[Any], request: Any) -> dict[Any, Any]:
        from authors.bylines import bylines_of

        return people(bylines_of(rows), request)


class PersonField(OfMany):
    def values(self, rows: list[Any], request: Any) -> dict[Any, Any]:
        from authors.bylines import credits_for

        told = people({credit.author.pk: [credit] for credit in credits_for(rows)}, request)
        return {row.pk: told[row.current.pk][0] for row in rows}
