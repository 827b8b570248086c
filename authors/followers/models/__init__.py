"""Who follows what, what is new, and which mails are owed for it."""

from authors.followers.models.mail import Mail, MailItem
from authors.followers.models.news import News
from authors.followers.models.people import Follow, Follower
from authors.followers.models.wish import Wish

__all__ = ["Follow", "Follower", "Mail", "MailItem", "News", "Wish"]
