"""What a browser and a stranger may do (docs/security.md): headers of every answer, cookies, calls to the outside.

Nothing here is secret; ``production`` adds what takes HTTPS.
"""

from csp.constants import NONCE, NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE

from settings import env

# Where forms may be sent; settings add the City's identity provider when there is one.
FORM_TARGETS = [SELF]
# Public, sign-in and form pages: own files only. A nonce stands in the header of those pages that use one.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": FORM_TARGETS,
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# Below /quan-tri/: previews in a frame, styles that the text editor and other scripts write, and the text of one
# event handler, by which the cropping tool asks whether there is a touch screen (decision 0014).
CROPPING_ASKS_FOR_TOUCH = "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src-attr": [UNSAFE_HASHES, CROPPING_ASKS_FOR_TOUCH],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}

# Everything a page of this portal never asks a device for; passkeys and the copy button are the exceptions.
PERMISSIONS_POLICY: dict[str, str | list[str]] = {
    "accelerometer": [],
    "autoplay": [],
    "browsing-topics": [],
    "camera": [],
    "clipboard-read": [],
    "clipboard-write": "self",
    "display-capture": [],
    "encrypted-media": [],
    "fullscreen": "self",
    "geolocation": [],
    "gyroscope": [],
    "hid": [],
    "idle-detection": [],
    "local-fonts": [],
    "magnetometer": [],
    "microphone": [],
    "midi": [],
    "payment": [],
    "publickey-credentials-create": "self",
    "publickey-credentials-get": "self",
    "screen-wake-lock": [],
    "serial": [],
    "sync-xhr": [],
    "usb": [],
    "xr-spatial-tracking": [],
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CROSS_ORIGIN_RESOURCE_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# The other storage would keep messages in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Calls to the outside go through core.services.outbound only; an empty list means that there are none.
# "host" or "host:port". One that is also in OUTBOUND_INSIDE may stand at a private address, as the City's own
# systems do; their certificates are mostly by an authority of the City, whose file OUTBOUND_CA_FILE names.
OUTBOUND_HOSTS = env.names("OUTBOUND_HOSTS")
OUTBOUND_INSIDE = env.names("OUTBOUND_INSIDE")
OUTBOUND_CA_FILE = env.text("OUTBOUND_CA_FILE", "")
OUTBOUND_TIMEOUT_SECONDS = (5, 15)  # to connect, and between two pieces of the answer
OUTBOUND_WHOLE_SECONDS = 60
OUTBOUND_MAX_BYTES = 10 * 1024 * 1024
OUTBOUND_USER_AGENT = "portal-caicachhanhchinh"
