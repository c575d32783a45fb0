"""A database with all tables and nothing in them: test databases are copies of it, which spares each the migrations."""

from dataclasses import replace

from quickstart.cluster import OWNER, Cluster
from quickstart.console import step
from quickstart.project import Project, source_files
from quickstart.python_env import TEST_LOCK
from quickstart.state import State, fingerprint

DATABASE = "portal_blank"
SETTING = "TEST_DATABASE_TEMPLATE"
# The migrations, and what they take from outside themselves.
FOLDERS = {"migrations", "database_objects"}


def for_tests(project: Project) -> Project:
    """Return the project whose tests copy the blank tables; a server of somebody else gets no such database."""
    if project.database.cluster is None:
        return project
    return replace(project, additions={**project.additions, SETTING: DATABASE})


def prepare(project: Project) -> None:
    """Make the blank tables anew unless they are up to date."""
    cluster = project.database.cluster
    if cluster is None:
        step("Each test database makes its own tables on the server of DATABASE_URL")
        return
    root = project.checkout.root
    inputs = [path for path in source_files(root) if path.parent.name in FOLDERS]
    state = State(project.checkout.var / "state.json")
    wanted = fingerprint([root / TEST_LOCK, *inputs], str(root), cluster.identity())
    if not state.done(DATABASE, wanted):
        state.record(DATABASE, "")
        _make(project, cluster)
        state.record(DATABASE, wanted)


def _make(project: Project, cluster: Cluster) -> None:
    cluster.create_anew(DATABASE)
    url = cluster.url(OWNER, DATABASE)
    made = replace(project, database=replace(project.database, url=url, owner_url=url))
    made.manage("migrate", "--verbosity=0")
