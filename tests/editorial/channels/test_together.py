"""Importers that run at once make one entry of one thing (R6.1a-3)."""

import threading

import pytest
from django.db import connection

from core.services.changes import set_up
from editorial.models import ChannelItem, Entry, Sighting
from editorial.services.channels.folder import SharedFolder
from editorial.services.channels.running import run
from tests.core.conftest import real_transactions
from tests.editorial.channels.conftest import later
from tests.factories import AgencyFactory

__all__ = ["real_transactions"]
pytestmark = pytest.mark.django_db

IMPORTERS = 4
WRITTEN = (
    "TRUNCATE editorial_entry CASCADE",
    "TRUNCATE editorial_channelitem CASCADE",
    "TRUNCATE editorial_channelrun, editorial_intakechannel, editorial_sighting",
    "DELETE FROM core_notification",
    "DELETE FROM core_storedfile",
    "DELETE FROM accounts_agency WHERE code = 'cung-luc'",
)


@pytest.fixture
def folder(real_transactions, settings, tmp_path, monkeypatch):
    """Return the folder of an agency that every connection sees; leave no row behind."""
    monkeypatch.setattr("core.services.notifications.async_task", lambda *args: None)
    AgencyFactory(code="cung-luc", email="cung-luc@example.vn")
    settings.INTAKE_FOLDER = str(tmp_path)
    (tmp_path / "cung-luc").mkdir()
    yield tmp_path / "cung-luc"
    with set_up("thử"), connection.cursor() as cursor:
        for statement in WRITTEN:
            cursor.execute(statement)


def together() -> list:
    begin, made = threading.Barrier(IMPORTERS), []

    def work() -> None:
        try:
            begin.wait()
            made.append(run(SharedFolder(later()), now=later()))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(IMPORTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == IMPORTERS
    return made


def test_importers_at_once_make_one_entry_of_one_file(folder):
    (folder / "mot.txt").write_text("Một.")
    (folder / "hai.txt").write_text("Hai.")
    made = together()
    assert (Entry.objects.count(), ChannelItem.objects.count(), Sighting.objects.count()) == (2, 2, 2)
    assert {one.failed for one in made} == {0}
