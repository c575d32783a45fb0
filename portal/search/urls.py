"""Addresses of search."""

from django.urls import path

from portal.search.views import results, suggestions

urlpatterns = [
    path("tim-kiem/", results, name="search"),
    path("tim-kiem/goi-y/", suggestions, name="suggestions"),
]
