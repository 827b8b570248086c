"""The signed key that a rendered follow form carries instead of a cookie."""

from django.core import signing

SALT = "authors.followers.form"
MAX_AGE_SECONDS = 24 * 60 * 60


def sign(topic: str) -> str:
    return signing.dumps(topic, salt=SALT)


def is_good(text: str, topic: str) -> bool:
    """Return whether a key is ours, of today, and for this topic."""
    try:
        return signing.loads(text, salt=SALT, max_age=MAX_AGE_SECONDS) == topic
    except signing.BadSignature:
        return False
