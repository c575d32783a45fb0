"""How a session is named for its owner."""

from django import template

from accounts.services.browsers import browser_name

register = template.Library()

register.filter("browser_name", browser_name)
