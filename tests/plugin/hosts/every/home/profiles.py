"""The page types that this host uses for profiles and articles."""

from authors.pages import models

Index, Profile = models.AuthorIndexPage, models.AuthorPage
Section, Article = models.ArticleIndexPage, models.ArticlePage
