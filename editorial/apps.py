"""Configuration of the editorial app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """The Editorial Board: its register, its inbox, and what becomes of each entry."""

    name = "editorial"
    verbose_name = _("Ban Biên tập")

    def ready(self) -> None:
        from accounts.services import keepers
        from core.services import seals
        from core.services.public_check import guards
        from editorial import checks, receivers
        from editorial.lib import finishing
        from editorial.services import approval, sealed_copies
        from editorial.services.board import keeper_of
        from editorial.services.guards import GUARDS

        keepers.declare(keeper_of)
        for table, triggers in GUARDS.items():
            guards.expect(table, *triggers)
        finishing.set_finisher(approval.finish_workflow)
        seals.declare(pages=sealed_copies.sealed_page_ids, files=sealed_copies.sealed_file_ids)
