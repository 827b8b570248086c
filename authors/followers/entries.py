"""How a piece of news reads in a mail. Many mails tell the same, so it is looked up once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import swapper
from babel.lists import format_list
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override, to_locale

from authors.bylines import bylines_of
from authors.followers import remarks
from authors.followers.models import Mail, MailItem, News
from authors.writers import writers


@dataclass(frozen=True)
class Entry:
    """One piece of news in one language."""

    heading: str
    url: str
    summary: str = ""
    byline: str = ""
    language: str = ""  # of heading and summary, if it isn't that of the mail
    page: Any = None  # that it is about

    @property
    def subject(self) -> str:
        return f"{self.byline}: {self.heading}" if self.byline else self.heading


class Entries:
    """What a batch of mails tells, looked up once for all of them."""

    def __init__(self, mails: Iterable[int] = ()) -> None:
        self.known: dict[tuple[int, str], Entry | None] = {}
        self.news: dict[int, list[News]] = {pk: [] for pk in mails}
        items = MailItem.objects.filter(mail__in=self.news).select_related("news")
        for item in items.order_by("news"):
            self.news[item.mail_id].append(item.news)

    def of(self, mail: Mail) -> list[Entry]:
        """Return what a mail tells, less what readers may not see (any more)."""
        language = mail.follower.language
        found = [self.get(news, language) for news in self.news[mail.pk]]
        return [entry for entry in found if entry]

    def get(self, news: News, language: str) -> Entry | None:
        key = (news.pk, language)
        if key not in self.known:
            with override(language):
                self.known[key] = entry_of(news, language)
        return self.known[key]


def entry_of(news: News, language: str) -> Entry | None:
    pages = swapper.load_model("wagtailcore", "Page").objects.live().public()
    page = pages.filter(pk=news.page_id).specific().first()
    if page is None or not page.full_url:
        return None
    if news.kind == News.Kind.COMMENT:
        return comment_entry(page, news.comment)
    return article_entry(page, language)


def article_entry(page: Any, language: str) -> Entry:
    names = [credit.name for credit in writers(bylines_of([page])[page.pk])]
    written_in = page.locale.language_code
    return Entry(
        heading=page.title,
        url=page.full_url,
        summary=Truncator(getattr(page, "summary", "")).chars(300),
        byline=format_list(names, locale=to_locale(language)) if names else "",
        language="" if written_in == language else written_in,
        page=page,
    )


def comment_entry(page: Any, pk: int) -> Entry | None:
    remark = remarks.public(pk)
    if remark is None:
        return None
    text = _("%(name)s commented on “%(title)s”") % {"name": remark.name, "title": page.title}
    summary = Truncator(remark.text).chars(300)
    return Entry(heading=text, url=remark.url, summary=summary, page=page)
