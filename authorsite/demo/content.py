"""What the demo makes, step by step. Each step leaves alone what is there already."""

from collections.abc import Callable, Iterator

from authorsite.demo import manuscripts, people, site, stories, supporters

Step = tuple[str, Callable[[], str | None]]


def steps(address: str, password: str) -> Iterator[Step]:
    """Yield each step's title and work; the work returns what to tell about it."""
    yield "Pages in English and German", lambda: site.ensure_tree(address)
    yield "Accounts", lambda: people.ensure_staff(password)
    yield (
        "Authors and their portraits",
        lambda: _count(people.ensure_author(key, password) for key in people.author_keys()),
    )
    yield (
        "Articles and their pictures",
        lambda: _count(stories.ensure_article(manuscript) for manuscript in manuscripts.articles()),
    )
    yield "Supporters", lambda: _count(supporters.ensure_tip(gift) for gift in supporters.gifts())


def _count(made: Iterator[bool]) -> str:
    results = list(made)
    return f"{sum(results)} new, {len(results) - sum(results)} there already"
