"""The admin's list of topics, and how an article's are chosen."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from authors.topics import Topic


class TopicViewSet(ModelViewSet):
    model = Topic
    name = "authors_topics"
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", Column("slug", label=_("Word in addresses"), sort_key="slug")]
    search_fields = ["slug", "names__name"]
    search_backend_name = None


class TopicChooserViewSet(ChooserViewSet):
    model = Topic
    name = "authors_topic_chooser"
    icon = "tag"
    per_page = 50
    choose_one_text = _("Choose a topic")
    choose_another_text = _("Choose another topic")
    edit_item_text = _("Edit this topic")
