"""What core tells Wagtail: the face of the admin, its first page, its registers, and what cannot be deleted."""

from core.wagtail_hooks import audit, deletion, face, held_files, registers, scoping, sight, to_do

__all__ = ["audit", "deletion", "face", "held_files", "registers", "scoping", "sight", "to_do"]
