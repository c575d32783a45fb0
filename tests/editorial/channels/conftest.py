"""Channels with real peers on loopback, and the agency that sends."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from accounts.models import Agency
from editorial.services.channels.folder import SharedFolder
from editorial.services.channels.running import run
from tests.factories import AgencyFactory


@pytest.fixture
def sending_agency(db: None) -> Agency:
    """Return the agency whose folder, mail box and name the channels know."""
    return AgencyFactory(name="Sở Tài chính", code="so-tai-chinh", email="tai-chinh@example.vn")


@pytest.fixture
def shared_folder(settings, tmp_path: Path, sending_agency: Agency) -> Path:
    """Switch the shared folder on, with the folder of the agency, and return the agency's folder."""
    settings.INTAKE_FOLDER = str(tmp_path / "chung")
    folder = tmp_path / "chung" / sending_agency.code
    folder.mkdir(parents=True)
    return folder


class Start:
    """When the test began by the clock of the disk, which no test can stop."""

    at = datetime.now(UTC)


@pytest.fixture(autouse=True)
def clock_of_the_disk() -> Iterator[None]:
    """Let the portal's clock stand a day after the disk's, so that letters of the test are due."""
    Start.at = datetime.now(UTC)
    with time_machine.travel(Start.at + timedelta(days=1), tick=False):
        yield


def later(minutes: int = 5) -> datetime:
    """Return an instant some minutes after the start: by then what was just written has been still long enough."""
    return Start.at + timedelta(minutes=minutes)


def run_folder(minutes: int = 5):
    """Run the import of the shared folder some minutes from now."""
    return run(SharedFolder(later(minutes)), now=later(minutes))
