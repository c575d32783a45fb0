"""Addresses of search."""

urlpatterns: list[object] = []
