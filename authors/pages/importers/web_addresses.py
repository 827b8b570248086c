"""The parts of an address that somebody once typed, whatever it is."""

from urllib.parse import SplitResult, urlsplit

NOWHERE = SplitResult("", "", "", "", "")


def parts_of(address: str) -> SplitResult:
    """Return an address's parts; of what is none, such as http://[sea, there are none."""
    try:
        return urlsplit(address)
    except ValueError:
        return NOWHERE
