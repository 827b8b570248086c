"""What templates need to show of tips."""

from django import template

from tips import money
from tips.providers.registry import name_of

register = template.Library()
register.filter("provider_name", name_of)


@register.simple_tag
def amount(amount_minor: int, currency: str) -> str:
    """Write an amount in the language of the page."""
    return money.format_amount(amount_minor, currency)
