"""Where followers join Wagtail's admin and the pages of authors."""

from wagtail import hooks

from authors.followers import buttons, sweeper
from authors.followers.personal_data import FollowerKeeper

# Readers' pages.

hooks.register("authors_box_actions", buttons.in_box)
hooks.register("authors_below_article", buttons.below_article)
hooks.register("authors_article_head", buttons.head)

# Work and duties.

hooks.register("authors_sweep", sweeper.sweep)
hooks.register("authors_personal_data", FollowerKeeper)
