"""The search of a site: a plain form, answered on the same page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from authors.bylines import credits_for
from authors.directory import entries_of, narrowed
from authors.indexes import authors_below
from authors.listing import with_credits
from authors.memory import until_changed
from authors.models import Author
from authors.paging import paginate
from authors.search import excerpt, find_articles, marked, words_of

ARTICLES_PER_PAGE = 10
MOST_AUTHORS = 6


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    words = words_of(text)
    site = Site.find_for_request(request)
    home = site.root_page.localized if site else None
    found = results(request, home, text, words) if home and words else {}
    context = {"text": text[:200], "has_asked": bool(text), "words": words} | found
    return TemplateResponse(request, "authors/search.html", context)


def results(request: HttpRequest, home: Any, text: str, words: list[str]) -> dict[str, Any]:
    articles, paging = paginate(
        find_articles(words, home), request.GET.get("page"), ARTICLES_PER_PAGE, q=" ".join(words)
    )
    shown = with_credits(articles)
    for article in shown:
        article.marked_title = marked(article.title, words)
        article.marked_excerpt = marked(excerpt(article, words), words)
    authors = find_authors(home, words) if paging.number == 1 else []
    return {"articles": shown, "paging": paging, "authors": credits_for(authors, home.locale)}


def find_authors(home: Any, words: list[str]) -> list[Author]:
    """Return the authors of a site whose names hold every word, whatever language they present
    themselves in."""
    key = ("authors.findable", home.pk)
    homes = home.get_translations(inclusive=True)
    entries = until_changed(key, lambda: entries_of(authors_below(homes)))
    pks = narrowed(entries, words=words)[:MOST_AUTHORS]
    known = Author.objects.in_bulk(pks)
    return [known[pk] for pk in pks if pk in known]
