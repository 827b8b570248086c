"""The body of an article or a profile: its own blocks, and those that other apps add."""

from typing import Any

from django.utils.safestring import SafeString
from wagtail import blocks, hooks
from wagtail.images.models import AbstractImage

from authors.blocks.contents import inside
from authors.blocks.embed import EmbedBlock
from authors.blocks.people import AuthorBoxBlock, with_boxes
from authors.blocks.pictures import FigureBlock, GalleryBlock
from authors.blocks.table import TableBlock
from authors.blocks.words import (
    RICH_TEXT,
    CodeBlock,
    HeadingBlock,
    HtmlBlock,
    ParagraphBlock,
    QuoteBlock,
)
from authors.partner_links import mark
from authors.pictures import load_renditions


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=RICH_TEXT)
    image = FigureBlock()
    gallery = GalleryBlock()
    embed = EmbedBlock()
    quote = QuoteBlock()
    code = CodeBlock()
    table = TableBlock()
    author_box = AuthorBoxBlock()
    html = HtmlBlock()

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        """Return the blocks one after the other, whichever they are with partner links marked."""
        load_renditions(inside(value, AbstractImage))
        context = with_boxes(value, context or {})
        return mark("\n".join(child.render(context=context) for child in value))


class ArticleBodyBlock(BodyBlock):
    """The body's blocks with those that other apps add through the hook `authors_article_blocks`.

    A hook is a function without arguments that returns a list of (name, block).
    """

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        hooked = [pair for hook in hooks.get_hooks("authors_article_blocks") for pair in hook()]
        super().__init__([*(local_blocks or []), *hooked], **kwargs)
