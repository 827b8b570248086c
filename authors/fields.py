"""Model fields of authors' pages."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations, as hosts add some through a hook.

    The blocks are built at first use: hooks can't be asked while models are still being loaded.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        from authors.blocks import ArticleBodyBlock

        block = ArticleBodyBlock()
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs
