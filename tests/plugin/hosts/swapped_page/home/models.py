"""The home page, on the host's own base page."""

from wagtail.test.basepage.models import BasePage as Page


class HomePage(Page):
    pass
