"""Tests of the editors' admin, as editors meet it."""
