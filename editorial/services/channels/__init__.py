"""Channels that are not forms: shared folder, City document system, mail box, feed of the City portal (R6.1a-2)."""
