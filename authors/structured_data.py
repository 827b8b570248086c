"""JSON-LD: a page's facts in the words of schema.org. Source: https://schema.org/BlogPosting"""

import json
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from authors.facts import Facts
from authors.models import Byline

PROPERTY_OF_ROLE = {Byline.Role.TRANSLATION: "translator", Byline.Role.EDITOR: "editor"}
# A title may end the script element or open a comment; as escapes these are only letters.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def article_data(facts: Facts) -> dict[str, Any]:
    helpers: dict[str, list[Any]] = {}
    for person in facts["others"]:
        role = PROPERTY_OF_ROLE.get(person["role"], "contributor")
        helpers.setdefault(role, []).append(person_node(person))
    return page_node(facts, "BlogPosting") | filled(
        {
            "headline": facts["title"],
            "description": facts["summary"],
            "url": facts["canonical"],
            "mainEntityOfPage": facts["canonical"],
            "datePublished": moment(facts["published"]),
            "image": [image_node(facts["image"])] if facts["image"] else [],
            "keywords": facts["tags"],
            "author": [person_node(person) for person in facts["authors"]],
            **helpers,
            **facts.get("added", {}),
        }
    )


def profile_data(facts: Facts) -> dict[str, Any]:
    return page_node(facts, "ProfilePage") | filled(
        {
            "dateCreated": moment(facts["published"]),
            "mainEntity": person_node(facts["person"]),
        }
    )


def page_node(facts: Facts, kind: str) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": kind} | filled(
        {
            "url": facts["url"],
            "inLanguage": facts["language"],
            "dateModified": moment(facts["updated"]),
        }
    )


def person_node(person: Facts) -> dict[str, Any]:
    """Return the same node on the author's page and in all their articles."""
    is_organisation = person["is_organisation"]
    return filled(
        {
            "@type": "Organization" if is_organisation else "Person",
            "@id": person["id"],
            "name": person["name"],
            "url": person["url"],
            "jobTitle": "" if is_organisation else person["headline"],
            "description": person["bio"],
            "image": person["image"],
            "sameAs": person["same_as"],
        }
    )


def image_node(image: Any) -> dict[str, Any]:
    return {
        "@type": "ImageObject",
        "url": image.url,
        "width": image.width,
        "height": image.height,
    } | filled({"caption": image.alt})


def moment(value: datetime | None) -> str:
    return timezone.localtime(value).isoformat() if value else ""


def filled(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value}


def script(data: dict[str, Any]) -> SafeString:
    """Return the element for a page's head. A browser never runs it, so a strict CSP lets it be."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped
