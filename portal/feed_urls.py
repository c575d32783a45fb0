"""Addresses of feeds."""

urlpatterns: list[object] = []
