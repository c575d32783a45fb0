"""Views that answer for the portal as a whole."""
