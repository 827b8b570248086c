"""What base.html asks for."""

from typing import Any

from django import template
from wagtail.models import Page

from authorsite.frame import Frame, frame_for
from authorsite.head import Head, head_for

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    return frame_for(context.get("request"), _page(context))


@register.simple_tag(takes_context=True)
def page_head(context: dict[str, Any]) -> Head:
    return head_for(context.get("request"), _page(context), context.get("paging"))


def _page(context: dict[str, Any]) -> Page | None:
    """Return the page that is shown. A form may carry a page in its context without being one."""
    page, shown = context.get("page"), context.get("self")
    return page if isinstance(page, Page) and page is shown else None
