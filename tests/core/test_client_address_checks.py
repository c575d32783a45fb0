"""A proxy that is named wrongly, or not at all in production, is noticed before the first request."""

from django.core.checks import run_checks

from core.services import abuse


def found(**kwargs):
    return {message.id for message in run_checks(**kwargs)}


def test_a_proxy_that_is_no_address_is_an_error(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8", "proxy.example"]
    assert "core.E016" in found()


def test_addresses_networks_and_a_socket_file_are_fine(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1", "2001:db8::/32", "unix"]
    assert "core.E016" not in found()


def test_production_without_a_named_proxy_is_warned_of(settings):
    settings.TRUSTED_PROXIES = []
    assert "core.W018" in found(include_deployment_checks=True)
    assert "core.W018" not in found()


def test_limits_that_cannot_be_are_errors(settings):
    general = settings.SUBMISSION_LIMITS[""]
    settings.SUBMISSION_LIMITS = {"": general, "gop-y": {"address": (0, 600)}, "hoi-dap": {"adress": (5, 600)}}
    messages = [message.msg for message in abuse.check_limits(app_configs=None)]
    assert len(messages) == 2
    assert "gop-y" in messages[0]
