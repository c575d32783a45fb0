# Two commands matter: `make run` and `make test`. Everything they need is set up by the package `quickstart`,
# which uses the standard library only, because it runs before the project's own packages are installed.

PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$python" && break; done)
QUICKSTART = $(if $(PYTHON),$(PYTHON) -m quickstart,$(error Python 3.11 or newer is needed: apt-get install python3))

.DEFAULT_GOAL := help
.PHONY: help run test check check-next bench manage lock reset

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-11s %s\n' "$$name" "$$text"; done

run: ## Set everything up and run the portal (PORTAL_PORT=8000); Ctrl-C stops it
	@$(QUICKSTART) run

test: ## Lint, types, layers, migrations, a real start, all tests with the browser
	@$(QUICKSTART) test

check: ## The part of `make test` that runs no tests
	@$(QUICKSTART) check

check-next: ## The tests without the browser on the next Wagtail, in .venv-next
	@$(QUICKSTART) check-next

bench: ## Measure the portal against a plain Wagtail (ARGS="...")
	@$(QUICKSTART) bench $(ARGS)

manage: ## Run a Django command, for instance: make manage CMD="showmigrations core"
	@$(QUICKSTART) manage $(CMD)

lock: ## Write requirements.txt and requirements-dev.txt anew from the .in files
	@$(QUICKSTART) lock

reset: ## Delete this checkout's private database and var/ (asks for CONFIRM=yes)
	@$(QUICKSTART) reset $(if $(filter yes,$(CONFIRM)),--yes)
