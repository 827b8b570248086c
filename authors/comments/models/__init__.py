"""What is stored of comments."""

from authors.comments.models.comment import Comment
from authors.comments.models.notice import CommentWishes, Notice
from authors.comments.models.settings import CommentRules, CommentSettings
from authors.comments.models.standing import Standing

__all__ = ["Comment", "CommentRules", "CommentSettings", "CommentWishes", "Notice", "Standing"]
