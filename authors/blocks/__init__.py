"""The blocks an article or a profile is made of, a file for each kind."""

from authors.blocks.body import ArticleBodyBlock, BodyBlock
from authors.blocks.words import RICH_TEXT

__all__ = ["RICH_TEXT", "ArticleBodyBlock", "BodyBlock"]
