"""Whose account a person of the City's identity provider has here (R9.4-1): one that exists, none is made."""

import hmac
from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from jwt import PyJWTError, get_unverified_header

from accounts.models import User
from accounts.rules.identity import verified_email
from core.lib import text

CLAIMS = "portal_identity_claims"
"""What is known of the person, and the part of it that is signed; only that can speak of a second factor."""
SIGNATURES = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}


def nonce_of(state: str) -> str:
    """Return the nonce that belongs to a state; the state itself belongs to the session."""
    return salted_hmac("accounts.identity.nonce", state, algorithm="sha256").hexdigest()


def find_account(claims: Mapping[str, Any]) -> User | None:
    """Return the one active account that the claims name: by user name, or by a verified address.

    Which claim holds what stands in ``IDENTITY_CLAIMS``; a name that is not mapped is not used.
    """
    names: Mapping[str, str] = settings.IDENTITY_CLAIMS
    people = User.objects.filter(is_active=True, is_demo=False)
    username = claims.get(names.get("username", ""))
    if isinstance(username, str) and username.strip():
        return people.filter(username__iexact=text.clean(username).strip()[:150]).order_by("pk").first()
    address = verified_email(claims, names.get("email", ""))
    found = list(people.filter(email__iexact=address).order_by("pk")[:2]) if address else []
    return found[0] if len(found) == 1 else None


def note_name(user: User, claims: Mapping[str, Any]) -> None:
    """Fill in the full name when the account has none."""
    name = claims.get(settings.IDENTITY_CLAIMS.get("full_name", ""))
    if not user.full_name and isinstance(name, str):
        user.full_name = text.clean(name).strip()[:150]
        user.save(update_fields=["full_name"])


class NonceClient(OAuth2Client):
    """Ask the provider to repeat a nonce inside what it signs."""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: dict[str, str]) -> str:
        """Return the address of the provider with state and nonce."""
        with_nonce = extra_params | {"nonce": nonce_of(self.state)}
        address: str = super().get_redirect_url(authorization_url, scope, with_nonce)
        return address


class StrictOpenIDAdapter(OpenIDConnectOAuth2Adapter):
    """Check signature, issuer, audience, time, nonce and person of each token; allauth trusts the connection."""

    client_class = NonceClient

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> Any:
        """Return the person of a checked token; raises OAuth2Error for anything that does not fit."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id token")
        data = {"id_token": self._decode_id_token(app, kwargs["response"]["id_token"])}
        person = self._fetch_user_info(token.token)
        if person.get("sub") != data["id_token"].get("sub"):
            raise OAuth2Error("the user info is that of somebody else")
        # The signed claims win over what was fetched beside them.
        data["userinfo"] = person | data["id_token"]
        setattr(request, CLAIMS, (data["userinfo"], data["id_token"]))
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            if get_unverified_header(id_token).get("alg") not in SIGNATURES:
                raise OAuth2Error("unsigned, or signed in a way that is not accepted")
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("a malformed token") from error
        expected = nonce_of(self.request.GET.get("state", ""))
        if "exp" not in claims or not hmac.compare_digest(str(claims.get("nonce", "")), expected):
            raise OAuth2Error("the nonce is not ours, or the token never ends")
        return claims


class StrictOpenIDProvider(OpenIDConnectProvider):
    """The City's identity provider: signing in only, with nothing that a request could add."""

    oauth2_adapter_class = StrictOpenIDAdapter
    pkce_enabled_default = True

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the redirect carries, whatever scope or process the request asks for."""
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        return kwargs | {"process": "login", "scope": self.get_scope(), "auth_params": self.get_auth_params()}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return nothing to store: claims are personal data, and nothing here needs them later."""
        return {}
