"""Every address of the portal (issue point 10): Vietnamese without accents; what is not built does not appear."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from accounts.views.entrance import to_sign_in
from core.views import serve_document, serve_image, serve_original
from home.views import OpinionView, ThanksView
from portal import held_notices, proposals
from portal.views import errors
from portal.views.english import english
from portal.views.health import health
from portal.views.history import history
from portal.views.limits import submission_limits
from portal.views.pages import serve

proposals.decorate(wagtailadmin_urls.urlpatterns)
held_notices.decorate(wagtailadmin_urls.urlpatterns)

urlpatterns = [
    # Before Wagtail's own: its sign-in and its letters for a forgotten password would pass by the second factor.
    path("quan-tri/dang-nhap/", to_sign_in),
    path("quan-tri/login/", to_sign_in),
    re_path(r"^quan-tri/password_reset/", to_sign_in),
    path("tai-khoan/", include("accounts.urls")),
    path("", include("portal.views.closed")),
    path("quan-tri/", include(wagtailadmin_urls)),
    # Before Wagtail's own, whose answer knows neither ranges nor the upload pipeline.
    path("tep/<int:document_id>/<str:name>", serve_document, name="document"),
    path("tep/", include(wagtaildocs_urls)),
    path("media/images/<path:name>", serve_image, name="image"),
    path("media/original_images/<path:name>", serve_original, name="original_image"),
    path("suc-khoe/", health, name="health"),
    path("lich-su/<int:page_id>/", history, name="history"),
    path("huu-ich/<int:page_id>/", OpinionView.as_view(), name="opinion"),
    path("huu-ich/<int:page_id>/cam-on/", ThanksView.as_view(), name="opinion_thanks"),
    path("cung-cap-thong-tin/", include("editorial.urls")),
    path("gioi-han-gui/", submission_limits, name="submission_limits"),
    path("en/", english, name="english"),
    path("", include("portal.search.urls")),
    path("", include("portal.feed_urls")),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]

handler404 = errors.not_found
handler403 = errors.forbidden
handler429 = errors.too_many_requests  # asked for by allauth, not by Django
handler400 = errors.bad_request
handler500 = errors.server_error
