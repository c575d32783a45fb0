"""Every address of the portal (issue point 10): Vietnamese without accents; what is not built does not appear."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from core.views import serve_image, serve_original
from portal.views import errors
from portal.views.health import health
from portal.views.pages import serve

urlpatterns = [
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tep/", include(wagtaildocs_urls)),
    path("media/images/<path:name>", serve_image, name="image"),
    path("media/original_images/<path:name>", serve_original, name="original_image"),
    path("suc-khoe/", health, name="health"),
    path("", include("portal.search.urls")),
    path("", include("portal.feed_urls")),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]

handler404 = errors.not_found
handler403 = errors.forbidden
handler400 = errors.bad_request
handler500 = errors.server_error
