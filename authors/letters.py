"""A mail to one mailbox, as text and as HTML, in the language of whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from authors.addresses import host_name, public_root, site_of

if TYPE_CHECKING:
    from authors.models import Author


@dataclass(frozen=True)
class Letter:
    """What is written to whom. `template` names two templates, by adding .txt and .html.

    Both know the context and `root`, `site_name`, `stop_url` and `subject`; the HTML one extends
    authors/mail/_layout.html. With a `stop_url` the mail carries the headers of one-click
    unsubscription, so that address must take a bare POST (RFC 8058), and show a button on GET.
    """

    to: str
    language: str
    subject: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""  # the same letter keeps its key, so that a mail sent twice can be told apart
    stop_url: str = ""
    page: Any = None  # on whose site it was written; without one it speaks for the default site

    def send(self) -> None:
        """Send it. Raise what the mail server raises: whoever calls tries again later."""
        with translation.override(self.language):
            self.message().send()

    def message(self) -> EmailMultiAlternatives:
        context = self.full_context()
        message = EmailMultiAlternatives(
            subject=context["subject"],
            body=render_to_string(f"{self.template}.txt", context).strip() + "\n",
            to=[self.to],
            headers=self.headers(),
        )
        message.attach_alternative(render_to_string(f"{self.template}.html", context), "text/html")
        return message

    def full_context(self) -> dict[str, Any]:
        root, site = public_root(self.page), site_of(self.page)
        own = {
            "subject": " ".join(str(self.subject).splitlines()),  # one line, whatever a title holds
            "root": root,
            "site_name": (site and site.site_name) or root.partition("//")[2],
            "stop_url": self.stop_url,
        }
        return own | dict(self.context)

    def headers(self) -> dict[str, str]:
        headers = {"Auto-Submitted": "auto-generated"}
        if self.key:
            headers["Message-ID"] = f"<{self.key}@{host_name()}>"
        if self.stop_url:
            headers["List-Unsubscribe"] = f"<{self.stop_url}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers


def account_of(author: "Author") -> tuple[str, str] | None:
    """Return the address and language of an author's account, or None if mail can't reach it."""
    user: Any = author.current.user
    if user is None or not user.is_active or not user.email:
        return None
    profile = getattr(user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else translation.get_language()
    return user.email, language or "en"
