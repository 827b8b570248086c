from django.apps import AppConfig


class PluginHostConfig(AppConfig):
    name = "tests.plugin_host"
    label = "plugin_host"
    default_auto_field = "django.db.models.BigAutoField"
