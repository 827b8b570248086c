"""The blocks an article or a profile is made of."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks, hooks
from wagtail.images.blocks import ImageBlock

from authors.html import clean_html
from authors.partner_links import mark

RICH_TEXT = ["bold", "italic", "link", "ol", "ul", "code", "strikethrough"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "authors/blocks/quote.html"
        preview_value = {"text": _("Programs must be written for people to read."), "source": ""}


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(
        label=_("Language"), required=False, help_text=_("For example Python.")
    )
    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        icon = "code"
        label = _("Code")
        template = "authors/blocks/code.html"
        preview_value = {"language": "Python", "code": "print('Hello')"}


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "authors/blocks/figure.html"


class HtmlBlock(blocks.RawHTMLBlock):
    """HTML from elsewhere, reduced to what is safe whenever it is saved and whenever it is shown."""

    def clean(self, value: str) -> Any:
        return super().clean(clean_html(value or ""))

    def to_python(self, value: str) -> Any:
        return super().to_python(clean_html(value or ""))

    class Meta:
        icon = "code"
        label = _("Cleaned HTML")
        template = "authors/blocks/html.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Heading"),
        icon="title",
        template="authors/blocks/heading.html",
        preview_value=_("A heading"),
    )
    paragraph = blocks.RichTextBlock(
        label=_("Text"),
        features=RICH_TEXT,
        template="authors/blocks/paragraph.html",
        preview_value=_("<p>Some text with a <b>bold</b> word.</p>"),
    )
    image = FigureBlock()
    quote = QuoteBlock()
    code = CodeBlock()
    html = HtmlBlock()

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        """Return the blocks one after the other, whichever they are with partner links marked."""
        return mark("\n".join(child.render(context=context) for child in value))


class ArticleBodyBlock(BodyBlock):
    """The body's blocks with those that other apps add through the hook `authors_article_blocks`.

    A hook is a function without arguments that returns a list of (name, block).
    """

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        hooked = [pair for hook in hooks.get_hooks("authors_article_blocks") for pair in hook()]
        super().__init__([*(local_blocks or []), *hooked], **kwargs)
