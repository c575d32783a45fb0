"""Which database this checkout uses: the one in DATABASE_URL, or its private cluster."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from quickstart import sharing
from quickstart.checkout import Checkout
from quickstart.cluster import APPLICATION, OWNER, Cluster
from quickstart.cluster_place import locate
from quickstart.console import SetUpError, step


@dataclass(frozen=True)
class Database:
    """The addresses of one database for the portal and for the owner of its tables."""

    url: str
    owner_url: str
    cluster: Cluster | None = None

    @property
    def identity(self) -> str | None:
        """A word that changes when the private database is made anew; None for a database of somebody else."""
        return self.cluster.identity() if self.cluster else None

    def check(self) -> None:
        """Raise SetUpError when the private server is gone."""
        if self.cluster and self.cluster.postmaster() is None:
            raise SetUpError(f"The database server stopped by itself; see {self.cluster.place.log}")


def is_given() -> bool:
    """Tell whether the environment names a database, so that no private cluster is needed."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


@contextmanager
def serving(checkout: Checkout) -> Iterator[Database]:
    """Keep the checkout's database running inside the block."""
    if is_given():
        step("Using the database of DATABASE_URL")
        url = os.environ.get("DATABASE_URL", "")
        yield Database(url, os.environ.get("DATABASE_OWNER_URL", url))
        return
    cluster = Cluster(locate(checkout))
    with sharing.shared(cluster, checkout.var):
        yield Database(cluster.url(APPLICATION), cluster.url(OWNER), cluster)
