"""The admin site as an app."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Makes our site Django's default one, on which packages register their models."""

    default_site = "accounts.admin_site.DeskAdminSite"
