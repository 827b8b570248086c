"""A block that only this host has."""

from wagtail import blocks, hooks


@hooks.register("authors_article_blocks")
def recipe():
    return [("recipe", blocks.CharBlock(label="Recipe"))]
