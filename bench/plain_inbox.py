"""The plain site's messages: the same words as in the portal's inbox."""

from bench.entries import REPEATED, Supplied, entries
from bench.fill import analyse, copy_rows, run_in_batches
from bench.plain.site.models import Message

STATES, CHANNELS = 10, 8  # as many as the portal tells apart
COLUMNS = ("title", "body", "sender", "channel", "state", "received_at")
LIST = "/admin/messages/"
ADDRESSES = {
    "inbox": LIST,
    "inbox, filtered": f"{LIST}?state=1&channel=4",
    "inbox, common words": f"{LIST}?q=cải cách hành chính",
    "inbox, rare word": f"{LIST}?q=đò ngang",
}
MOST = 5


def fill(count: int) -> None:
    """Store ``count`` messages at once."""

    def store(batch: list[Supplied]) -> None:
        rows = (
            (one.title, one.body, "", str(one.number % CHANNELS), str(one.number % STATES), one.received_at)
            for one in batch
        )
        copy_rows("plain_message", COLUMNS, rows)

    run_in_batches(entries(count), store)
    analyse()


def alike() -> int:
    """Look for messages that hold all words of a title: all that Django offers by itself."""
    found = Message._default_manager.all()
    for word in Message._default_manager.order_by("pk")[REPEATED].title.split():
        found = found.filter(title__icontains=word)
    return len(found[:MOST])
