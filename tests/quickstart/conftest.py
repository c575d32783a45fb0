import shutil
import tempfile
from pathlib import Path

import pytest

from quickstart import cluster_place
from quickstart.checkout import Checkout
from quickstart.cluster import Cluster
from quickstart.cluster_place import locate


@pytest.fixture(scope="module")
def folder():
    """A folder that every system user may enter, as pytest's own temporary folders do not allow."""
    made = Path(tempfile.mkdtemp(prefix="portal-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def checkout(tmp_path):
    found = Checkout(root=tmp_path, var=tmp_path / "var")
    found.prepare()
    return found


@pytest.fixture
def outside(folder, monkeypatch):
    """Stand in for the folder under /var/lib that takes clusters the server's user could not reach."""
    place = folder / "outside"
    monkeypatch.setattr(cluster_place, "OUTSIDE", place)
    return place


@pytest.fixture(scope="module")
def running(folder):
    """A private cluster that runs during one module."""
    checkout = Checkout(root=folder, var=folder / "var")
    checkout.prepare()
    cluster = Cluster(locate(checkout))
    cluster.start()
    yield cluster
    cluster.delete()
