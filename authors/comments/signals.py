"""What other code can listen to."""

from django.dispatch import Signal

# Sent after the commit, with `comment`, when a comment starts to be shown to readers: approved by
# hand, by a site's own rules, or imported as approved.
comment_approved = Signal()
