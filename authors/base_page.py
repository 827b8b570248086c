"""The name of the host's base page model, which a host may have swapped."""

import swapper

swapper.set_app_prefix("wagtailcore", "wagtail")
BASE_PAGE = swapper.get_model_name("wagtailcore", "Page")
