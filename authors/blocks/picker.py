"""How blocks are grouped and previewed where editors pick one."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
MEDIA = _("Pictures and media")
PEOPLE = _("People")

# Shows a block's `preview_value` in the clothes that readers see it in.
PREVIEW = "authors/blocks/preview.html"
