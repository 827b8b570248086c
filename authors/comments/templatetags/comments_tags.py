"""Tags for pages of a host's own: {% load comments_tags %}."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from authors.comments import section

register = template.Library()


@register.simple_tag
def comments(page: Any) -> SafeString:
    """Show a page's comments and the way to the form. It belongs into the page's h-entry."""
    return section.section(page)


@register.simple_tag
def comments_head(page: Any) -> SafeString:
    """Bring the stylesheet and announce the feed. It belongs into the head."""
    return section.head(page)
