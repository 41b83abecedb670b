# The two commands of a fresh machine are `make demo` and `make test`. Both make .venv and install what they need.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# Compiled modules are kept: every process of the college starts in half the time.
export PYTHONDONTWRITEBYTECODE :=
# A server that lives as long as one test run need not survive a power cut. Measurements keep what production has.
FORGETFUL := COLLEGE_POSTGRES_OPTIONS="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"

.PHONY: demo test bench lint types laws prepared prepared-postgres unit postgres browser browser-sqlite browser-postgres lock messages clean

demo: $(VENV)/.base
	@$(MANAGE) run_demo --port $(PORT)

test: $(VENV)/.test
	@bash .ci/system-packages
	@$(MAKE) --no-print-directory --output-sync=target -j 2 lint prepared-postgres types prepared laws
	@$(MAKE) --no-print-directory unit postgres browser
	@echo "Everything passed."

bench: $(VENV)/.test
	@bash .ci/system-packages
	@bash .ci/with-postgres $(MANAGE) bench

$(VENV)/.installer: requirements/installer.txt
	@echo "Making the environment …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt \
		|| echo "uv cannot be installed: pip does its work, more slowly."
	@touch $@

define install
	@echo "Installing the packages of $(1) …"
	@{ [ -x $(BIN)/uv ] && VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r $(1); } \
		|| { echo "pip does it instead, more slowly …"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); }
	@touch $@
endef

$(VENV)/.base: requirements/base.txt $(VENV)/.installer
	$(call install,requirements/base.txt)

$(VENV)/.test: requirements/test.txt $(VENV)/.installer
	$(call install,requirements/test.txt)

lint:
	@echo "— style"
	@$(BIN)/ruff check --quiet --no-cache .
	@$(BIN)/ruff format --quiet --no-cache --check .

types:
	@echo "— types"
	@$(BIN)/mypy --no-error-summary college sandbox courses certification

laws:
	@echo "— layers, migrations, deployment"
	@$(BIN)/lint-imports > /tmp/college-layers.$$$$ || { cat /tmp/college-layers.$$$$; exit 1; }; rm -f /tmp/college-layers.*
	@DJANGO_SETTINGS_MODULE=college.settings.test $(MANAGE) makemigrations --check --dry-run

# Databases that the tests start from; a test run makes what is missing.
prepared:
	@$(BIN)/python -m tests.prepared

prepared-postgres:
	@$(FORGETFUL) bash .ci/with-postgres $(BIN)/python -m tests.prepared

# Records that every database keeps alike are tested on PostgreSQL alone; `pytest -m "not browser"` runs all of them on SQLite too.
unit:
	@echo "— rules, every address and what SQLite does otherwise"
	@$(BIN)/python -m pytest -q -n 2 --ignore=tests/browser -m "not postgres and not record"

postgres:
	@echo "— every record on PostgreSQL, with races and restarts"
	@$(FORGETFUL) bash .ci/with-postgres $(BIN)/python -m pytest -q -n 2 --ignore=tests/browser --ignore=tests/architecture

browser:
	@echo "— journeys in a browser"
	@$(MAKE) --no-print-directory --output-sync=target -j 2 browser-sqlite browser-postgres

# Browsers wait more than they work: three at once keep two cores busy.
browser-sqlite:
	@$(BIN)/python -m pytest -q -n 3 --maxschedchunk 1 -m browser tests/browser

browser-postgres:
	@$(FORGETFUL) bash .ci/with-postgres $(BIN)/python -m pytest -q -m browser -k whole_journey tests/browser

lock: $(VENV)/.installer
	@echo "uv" | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate - -o requirements/installer.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/base.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml --group test -o requirements/test.txt

messages:
	@$(MANAGE) makemessages -l fr -l es -l ar --no-location --no-wrap --no-obsolete -i $(VENV) -i tests -i var
	@$(MANAGE) compilemessages -i $(VENV)

clean:
	@rm -rf var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
