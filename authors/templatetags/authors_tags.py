"""Tags that show who wrote a page, on any page type: {% load authors_tags %}."""

import re
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from django import template
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from authors import partner_links
from authors.bylines import Credit, bylines_of, credit
from authors.consent import privacy_url
from authors.extensions import article_facts as added_facts
from authors.extensions import article_head, below_article, below_list, below_profile, box_actions
from authors.facts import article_facts, profile_facts
from authors.mixins import AuthorPageMixin
from authors.models import Byline
from authors.networks import icon_svg
from authors.pictures import focus_classes
from authors.privacy.text import chapters, privacy_contact
from authors.search import marked
from authors.sharing import share_links
from authors.structured_data import article_data, profile_data, script
from authors.writers import ROLES, writers

register = template.Library()


@register.inclusion_tag("authors/components/byline.html", takes_context=True)
def byline(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Show who made a page: the writers first, then each other role by its name."""
    credits = credits_on(context, page)
    roles = dict.fromkeys(credit.role for credit in credits if credit.role not in ROLES)
    return {
        "writers": linked_names(c for c in credits if c.role in ROLES),
        "helpers": [
            (Byline.Role(role).label, linked_names(c for c in credits if c.role == role))
            for role in roles
        ],
    }


@register.inclusion_tag("authors/components/author_box.html", takes_context=True)
def author_box(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Show a box for each of a page's writers, with what readers can do for them."""
    shown = writers(credits_on(context, page))
    actions = box_actions(shown, page, context.get("request"))
    return {"boxes": [(credit, actions[credit.author.pk]) for credit in shown]}


@register.inclusion_tag("authors/components/article_body.html", takes_context=True)
def article_body(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Show an article's body, and before it that it has partner links, if it has."""
    html = page.body.render_as_block(context=context.flatten())  # type: ignore[attr-defined]
    return {"html": html, "has_partner_links": partner_links.contains(html)}


@register.inclusion_tag("authors/components/head.html", takes_context=True)
def author_head(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Tell machines who wrote a page, or whose page it is. It belongs into the head."""
    if isinstance(page, AuthorPageMixin):
        facts = profile_facts(page, context.get("credit") or own_credit(page))
        return {"facts": facts, "json_ld": script(profile_data(facts))}
    facts = article_facts(page, credits_on(context, page)) | {"added": added_facts(page)}
    return {"facts": facts, "json_ld": script(article_data(facts))}


@register.inclusion_tag("authors/components/feed_links.html")
def feed_links(url: str, title: str) -> dict[str, Any]:
    """Announce a feed in every format. It belongs into the head."""
    from authors.feeds import formats

    return {"url": url, "title": title, "formats": formats().values()}


@register.inclusion_tag("authors/privacy/text.html")
def privacy_text() -> dict[str, Any]:
    """Tell what is stored about readers, as the settings are now, for a site's privacy page."""
    return {"chapters": chapters(), "contact": privacy_contact()}


@register.simple_tag
def privacy_address() -> str:
    return privacy_url()


@register.simple_tag(takes_context=True)
def author_actions(context: dict[str, Any], credit: Credit) -> list[SafeString]:
    """Return what readers can do for one author, for example on the author's own page."""
    return box_actions([credit], context.get("page"), context.get("request"))[credit.author.pk]


@register.inclusion_tag("authors/components/share.html")
def share(page: Any) -> dict[str, Any]:
    """Show where readers can pass an article on."""
    url = getattr(page, "canonical_url", "") or page.full_url or ""
    return {"links": share_links(page.title, url), "title": page.title, "url": url}


@register.simple_tag(takes_context=True)
def added_to_head(context: dict[str, Any], page: Any) -> SafeString:
    """Show what other apps bring to an article's head."""
    return together(article_head(page, context.get("request")))


@register.simple_tag(takes_context=True)
def added_below(context: dict[str, Any], page: Any) -> SafeString:
    """Show what other apps bring under an article."""
    return together(below_article(page, context.get("request")))


@register.simple_tag(takes_context=True)
def added_below_profile(context: dict[str, Any], page: Any) -> SafeString:
    """Show what other apps bring to an author's page."""
    return together(below_profile(page, context.get("request")))


@register.simple_tag(takes_context=True)
def added_below_list(context: dict[str, Any], page: Any, tag: Any = None) -> SafeString:
    """Show what other apps bring under a list of articles."""
    return together(below_list(page, tag, context.get("request")))


@register.filter
def only_writers(credits: list[Credit]) -> list[Credit]:
    return writers(credits)


@register.simple_tag
def names(credits: list[Credit]) -> str:
    """Return the writers' names as one sentence part, without links."""
    return joined([credit.name for credit in writers(credits)])


@register.simple_tag
def names_of_authors(credits: list[Credit]) -> SafeString:
    """Return the same as `names`, each name marked up as an author's."""
    parts = [format_html('<span class="p-author">{}</span>', c.name) for c in writers(credits)]
    return mark_safe(joined(parts))  # noqa: S308 - escaped one by one


@register.simple_tag
def network_icon(key: str) -> SafeString:
    """Return a network's icon as decoration: the link around it must say its name."""
    svg = re.sub(r"<title>.*?</title>", "", icon_svg(key)) or GLOBE
    return mark_safe(  # noqa: S308 - drawings of our own and of the Simple Icons package
        svg.replace('role="img"', "").replace(
            "<svg", '<svg aria-hidden="true" focusable="false"', 1
        )
    )


register.filter(focus_classes)


@register.filter
def long_date(value: date | None) -> str:
    """Return a date as people write it in the active language."""
    return format_date(value, "long", locale=active_locale()) if value else ""


@register.filter
def language(page: Any) -> str:
    """Return the language a page is written in, else the active one, for a `lang` attribute."""
    locale = page.locale if page is not None and page.locale_id else None
    return locale.language_code if locale else translation.get_language() or ""


@register.filter
def lang_if_other(page: Any) -> SafeString:
    """Return a `lang` attribute for words of a page in another language than those around them."""
    code = language(page)
    is_same = code == (translation.get_language() or "")
    return mark_safe("") if is_same else format_html(' lang="{}"', code)


@register.filter
def mark_words(text: str, words: Any) -> SafeString:
    """Return a text with the words that were looked for marked, if any were."""
    return marked(text, words or ())


@register.filter
def initials(name: str) -> str:
    """Return up to two first letters, to stand where a photo is missing."""
    words = [word for word in name.split() if word[0].isalnum()] or re.findall(r"[^\W_]+", name)
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def together(pieces: list[SafeString]) -> SafeString:
    """Join pieces of HTML, escaping whatever isn't marked as safe."""
    return format_html_join("\n", "{}", ((piece,) for piece in pieces))


def credits_on(context: dict[str, Any], page: Any) -> list[Credit]:
    """Return the page's credits, those that its view or its list already found first."""
    if hasattr(page, "credits"):
        return page.credits
    if context.get("page") is page and "credits" in context:
        return context["credits"]
    return bylines_of([page])[page.pk]


def own_credit(profile: Any) -> Credit:
    return credit(profile.author, Byline.Role.AUTHOR, profile)


def linked_names(credits: Any) -> SafeString:
    return mark_safe(joined([linked_name(credit) for credit in credits]))  # noqa: S308 - escaped one by one


def linked_name(credit: Credit) -> SafeString:
    """Return a name as an h-card; only the writers are the entry's authors."""
    is_writer = credit.role in ROLES
    kind = "p-author h-card" if is_writer else "h-card"
    if not credit.url:
        return format_html('<span class="{}">{}</span>', kind, credit.name)
    rel = mark_safe(' rel="author"') if is_writer else ""
    return format_html('<a class="{}"{} href="{}">{}</a>', kind, rel, credit.url, credit.name)


def joined(parts: list[Any]) -> str:
    """Join names as the active language does: "Ada, Grace and Hedy"."""
    return format_list(parts, locale=active_locale()) if parts else ""


def active_locale() -> str:
    return translation.to_locale(translation.get_language() or "en")


GLOBE = (
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">'
    '<circle cx="12" cy="12" r="9"/><path d="M3 12h18"/>'
    '<path d="M12 3c5 5.500 5 12.500 0 18M12 3c-5 5.500-5 12.500 0 18"/></svg>'
)
