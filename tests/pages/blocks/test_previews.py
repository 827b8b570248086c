"""What an editor sees of a block before choosing it."""

import pytest
from django.urls import reverse

from authors.blocks import ArticleBodyBlock

OURS = [name for name, block in ArticleBodyBlock().child_blocks.items()]


@pytest.mark.parametrize("name", OURS)
def test_a_block_is_described_grouped_and_previewed(admin_client, name):
    from authors.pages.models import ArticlePage

    block = ArticlePage._meta.get_field("body").stream_block.child_blocks[name]

    preview = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )

    assert block.meta.group
    assert block.get_description()
    assert block.meta.icon != "placeholder"
    assert block.is_previewable
    assert preview.status_code == 200
    assert "authors/prose.css" in preview.content.decode()
