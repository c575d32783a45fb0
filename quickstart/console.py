"""What the programmer reads: headings, steps and the one kind of error that is shown without a traceback."""

import sys


class SetUpError(Exception):
    """Something the person at the keyboard can mend; the message says what and how."""


def step(text: str) -> None:
    """Announce one step of the set-up."""
    print(f"-> {text}", flush=True)


def heading(text: str) -> None:
    """Announce one part of the tests."""
    print(f"\n=== {text} {'=' * max(3, 72 - len(text))}", flush=True)


def complain(text: str) -> None:
    """Write a problem to the error stream."""
    print(f"\n!! {text}", file=sys.stderr, flush=True)
