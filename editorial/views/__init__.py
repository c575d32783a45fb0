"""Public pages of the Board: the supplier's side (Article 6.1)."""
