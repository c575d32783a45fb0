"""Configuration of the core app."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Page base, blocks, media, register of public items, rule values and calendar."""

    name = "core"
    verbose_name = _("Nền tảng")

    def ready(self) -> None:
        from core import inline_scripts, notifications, permissions, receivers, tree_moves, whole_acts
        from core.services import abuse, audit_heads, audit_watch, client_address, field_encryption, sight
        from core.views import exports

        tree_moves.install()
        whole_acts.install()
        permissions.install()
        inline_scripts.install()
        exports.install()
        sight.install()
        audit_watch.watch_core()
        checks.register(field_encryption.check_keys)
        checks.register(client_address.check_proxies)
        checks.register(client_address.check_that_a_proxy_is_named, checks.Tags.security, deploy=True)
        checks.register(audit_heads.check_addresses, checks.Tags.security, deploy=True)
        checks.register(abuse.check_limits)
        checks.register(field_encryption.check_stored_values, checks.Tags.database)
