"""Let a page move among many siblings with a handful of statements.

treebeard shifts each later sibling with a statement of its own: 2,000 of them to bring the last page of a
year to its front, whoever asks (the admin's order view moves plain ``Page`` objects, so no method of ours
would be called). Wagtail's move action names the handler in its module, where ``install`` replaces it.
"""

from typing import Any

from django.db import connections, router
from treebeard.mp_tree import MP_MoveHandler
from wagtail.actions import move_page

BASE = 36  # of the steps of a path
ASIDE = "!"  # no step of a path begins so; keeps paths unique between the two statements


class BatchMoveHandler(MP_MoveHandler):
    """Shifts neighbouring branches together."""

    def reorder_nodes_before_add_or_move(self, *args: Any, **kwargs: Any) -> Any:
        self.shifts: dict[str, str] = {}
        moved = super().reorder_nodes_before_add_or_move(*args, **kwargs)
        self._shift()
        return moved

    def set_newpath_in_branches(self, oldpath: str, newpath: str) -> None:
        """Keep the shift of a sibling by one place; carry out anything else after what was kept."""
        follows = not self.shifts or newpath == next(reversed(self.shifts))
        if follows and len(oldpath) == len(newpath) and self._is_next(oldpath, newpath):
            self.shifts[oldpath] = newpath
            return
        self._shift()
        super().set_newpath_in_branches(oldpath, newpath)

    def _is_next(self, oldpath: str, newpath: str) -> bool:
        old, new = (path[: -self.node_cls.steplen] for path in (oldpath, newpath))
        old_step, new_step = (int(path[-self.node_cls.steplen :], BASE) for path in (oldpath, newpath))
        return old == new and new_step == old_step + 1

    def _shift(self) -> None:
        if not self.shifts:
            return
        model = self.node_cls.tree_model()
        table, length = model._meta.db_table, len(next(iter(self.shifts)))
        with connections[router.db_for_write(model)].cursor() as cursor:
            cursor.execute(
                f"""
                UPDATE {table} page SET path = %s || shift.new || substr(page.path, %s)
                FROM unnest(%s::text[], %s::text[]) AS shift (old, new) WHERE substr(page.path, 1, %s) = shift.old
                """,  # noqa: S608 (a table of the project)
                [ASIDE, length + 1, list(self.shifts), list(self.shifts.values()), length],
            )
            cursor.execute(f"UPDATE {table} SET path = substr(path, 2) WHERE starts_with(path, %s)", [ASIDE])  # noqa: S608 (as above)
        self.shifts = {}


def install() -> None:
    """Make Wagtail move pages with this handler; raises AttributeError when Wagtail no longer names one."""
    if not issubclass(move_page.MP_MoveHandler, MP_MoveHandler):
        raise AttributeError("Wagtail's move action has another handler.")
    move_page.MP_MoveHandler = BatchMoveHandler
