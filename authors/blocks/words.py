"""Blocks of words: headings, text, quotations, code, and HTML from elsewhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authors.blocks.picker import MEDIA, PREVIEW, TEXT
from authors.html import clean_html

RICH_TEXT = ["bold", "italic", "link", "ol", "ul", "code", "strikethrough"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT
        description = _("A line above a part of the text.")
        template = "authors/blocks/heading.html"
        preview_template = PREVIEW
        preview_value = _("A heading")


class ParagraphBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        description = _("Paragraphs, lists and links.")
        template = "authors/blocks/paragraph.html"
        preview_template = PREVIEW
        preview_value = _("<p>Some text with a <b>bold</b> word.</p>")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = TEXT
        description = _("Somebody else's words, set apart.")
        template = "authors/blocks/quote.html"
        preview_template = PREVIEW
        preview_value = {"text": _("Programs must be written for people to read."), "source": ""}


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(
        label=_("Language"), required=False, help_text=_("For example Python.")
    )
    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        icon = "code"
        label = _("Code")
        group = TEXT
        description = _("Lines of a program, as they are typed.")
        template = "authors/blocks/code.html"
        preview_template = PREVIEW
        preview_value = {"language": "Python", "code": "print('Hello')"}


class HtmlBlock(blocks.RawHTMLBlock):
    """HTML from elsewhere, reduced to what is safe whenever it is saved and whenever it is shown."""

    def clean(self, value: str) -> Any:
        return super().clean(clean_html(value or ""))

    def to_python(self, value: str) -> Any:
        return super().to_python(clean_html(value or ""))

    class Meta:
        icon = "code"
        label = _("Cleaned HTML")
        group = MEDIA
        description = _("HTML from elsewhere. What could run or restyle is taken out.")
        template = "authors/blocks/html.html"
        preview_template = PREVIEW
        preview_value = "<ul><li>HTML</li></ul>"
