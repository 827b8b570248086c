"""The page types that this host uses for profiles."""

from authors.pages.models import AuthorIndexPage as Index  # noqa: F401
from authors.pages.models import AuthorPage as Profile  # noqa: F401
