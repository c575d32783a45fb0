"""To the City's identity provider and back."""

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.services.identity import StrictOpenIDAdapter
from core.services.outbound import OutboundError


@never_cache
@require_POST
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the person to the provider with a fresh state, nonce and PKCE challenge."""
    return _served(OAuth2LoginView, request, provider_id)


@never_cache
@require_GET
def from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the person back; whatever does not fit ends on one page that says so."""
    return _served(OAuth2CallbackView, request, provider_id)


@never_cache
def cancelled(request: HttpRequest) -> HttpResponse:
    """Say that the person turned back at the provider."""
    return render(request, "socialaccount/login_cancelled.html")


def _served(view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(StrictOpenIDAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except OutboundError:
        return render(request, "socialaccount/authentication_error.html", status=503)
    return response
