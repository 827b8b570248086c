"""WordPress's categories as topics."""

from collections.abc import Iterable

from authors.pages.importers.exports import Term
from authors.pages.importers.words import plain_text
from authors.topics import Topic, TopicName, topic_named

# What WordPress files a post under if nobody chose: it says nothing, in any language.
NONE_CHOSEN = "uncategorized"


def topics_for(categories: Iterable[Term], locale_pk: int) -> list[Topic]:
    """Return the topics of those names, each once; what isn't there is made."""
    chosen = (term for term in categories if term.nicename != NONE_CHOSEN)
    names = [name for term in chosen if (name := _name(term))]
    return list(dict.fromkeys(topic_named(name, locale_pk) for name in names))


def known_topic(category: Term, locale_pk: int) -> Topic | None:
    """Return the topic that a category has become."""
    if category.nicename == NONE_CHOSEN:
        return None
    known = TopicName.objects.filter(name__iexact=_name(category), locale=locale_pk).first()
    return known.topic if known else None


def _name(category: Term) -> str:
    return plain_text(category.name)[:100].strip()
