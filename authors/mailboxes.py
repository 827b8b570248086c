"""Which spellings of an e-mail address mean one mailbox."""

from django.db.models import Q


def written_alike(email: str) -> str:
    """Return an address in small letters, its host as the domain name system knows it.

    "Ada@BÜCHER.example" and "ada@xn--bcher-kva.example" are written alike.
    """
    name, _at, host = email.strip().rpartition("@")
    return f"{name.lower()}@{ascii_host(host)}"


def mailbox_of(email: str) -> str:
    """Return the mailbox that an address probably ends in: what follows a + is only a label.

    Good for limits, where a doubt is on the side of the mailbox's owner; not to tell people apart.
    """
    name, _at, host = written_alike(email).rpartition("@")
    return f"{name.partition('+')[0] or name}@{host}"


def ascii_host(host: str) -> str:
    lowered = host.strip().rstrip(".").lower()
    try:
        return lowered.encode("idna").decode("ascii")
    except UnicodeError:
        return lowered


def same_address(field: str, email: str) -> Q:
    """Return the condition that a column holds this address, however it was spelled there."""
    name, _at, host = written_alike(email).rpartition("@")
    try:
        readable = host.encode("ascii").decode("idna")
    except UnicodeError:
        readable = host
    return Q(**{f"{field}__iexact": f"{name}@{host}"}) | Q(
        **{f"{field}__iexact": f"{name}@{readable}"}
    )
