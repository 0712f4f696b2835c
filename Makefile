# The commands of every day. `make run` is the first one.
PYTHON := .venv/bin/python
SOURCES := ringtree tests bench

.PHONY: run setup panel test postgresql check explore bench format clean

run: .setup-run panel
	$(PYTHON) -m ringtree serve --with-demo

setup: .setup-run panel

# Built only when its sources have changed; without Node.js everything else works.
panel:
	@scripts/panel build

.setup-run: requirements.txt pyproject.toml scripts/setup
	@scripts/setup run
	@touch $@

.setup-dev: requirements.txt requirements-dev.txt pyproject.toml scripts/setup
	@scripts/setup dev
	@touch $@ .setup-run

test: check panel
	@scripts/panel test
	$(PYTHON) -m pytest tests/unit tests/conformance -n 2
	@$(MAKE) --no-print-directory postgresql
	$(PYTHON) -m pytest tests/integration tests/e2e -n 3 --dist loadfile

# The tests of what is stored once more, on a PostgreSQL server of their own.
STORED := accounts api callbacks figures forwarding mail presence records security storage voicemail \
	company/test_conflict.py company/test_drafts.py company/test_holdings.py \
	company/test_live_number.py company/test_publishing.py company/test_revisions.py \
	schedules/test_service.py test_publications.py test_takeover.py

postgresql: .setup-dev
	$(PYTHON) -m pytest -p tests.on_postgresql $(addprefix tests/unit/,$(STORED)) -n 2

check: .setup-dev
	$(PYTHON) -m ruff format --check $(SOURCES)
	$(PYTHON) -m ruff check $(SOURCES)
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	@scripts/panel check

format: .setup-dev
	$(PYTHON) -m ruff format $(SOURCES)
	$(PYTHON) -m ruff check --fix $(SOURCES)

# The property tests alone, on fresh random examples and many more of them than `make test` takes.
explore: .setup-dev
	HYPOTHESIS_PROFILE=explore $(PYTHON) -m pytest tests/unit -m hypothesis -n 2

bench: .setup-dev
	$(PYTHON) -m bench

clean:
	rm -rf .venv .setup-run .setup-dev panel/node_modules panel/dist
