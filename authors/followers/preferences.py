"""What a follower can choose on their own page, and how it is kept."""

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from authors.followers import joining, topics
from authors.followers.forms import PreferencesForm
from authors.followers.models import Follow
from authors.followers.topics import Topic
from authors.models import Author

MOST_OFFERED = 60


def offered(request: HttpRequest, followed: list[Topic]) -> list[tuple[str, str]]:
    """Return what else can be followed with one tick: the site and its authors."""
    site = Site.find_for_request(request)
    authors = Author.objects.unmerged().named().filter(left_on=None)[:MOST_OFFERED]
    found = [Topic(topics.SITE, site)] if site else []
    found += [Topic(topics.AUTHOR, author) for author in authors]
    known = {topic.key for topic in followed}
    return [(topic.key, topic.label) for topic in found if topic.key not in known]


@transaction.atomic
def save(form: PreferencesForm) -> bool:
    """Keep the choices. Return False if nothing is followed any more: then nothing is kept either.

    Who is here has shown to own the mailbox, so what is added needs no second mail.
    """
    follower = form.save()
    kept = set(form.cleaned_data["topics"])
    for follow in follower.follows.exclude(confirmed_at=None):
        if topics.of_follow(follow).key not in kept:
            follow.delete()
    for key in form.cleaned_data["more"]:
        if topic := topics.find(key):
            Follow.objects.update_or_create(
                follower=follower, **topic.columns, defaults={"confirmed_at": timezone.now()}
            )
    if not follower.follows.exclude(confirmed_at=None).exists():
        joining.leave(follower)
        return False
    return True
