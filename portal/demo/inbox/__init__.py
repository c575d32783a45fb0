"""The inbox of the demo Board: entries of every channel and state, made by the services of the admin."""

from portal.demo.inbox.building import build_demo_inbox

__all__ = ["build_demo_inbox"]
