"""The page types that this host uses for profiles."""

from authors.pages import models

Index, Profile = models.AuthorIndexPage, models.AuthorPage
