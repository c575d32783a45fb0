"""Secrets at rest: text that the portal itself reads again, and boxes that only their addressee opens (R9.4-4)."""
