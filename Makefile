# The one entry to everything: `make help` lists it. CI calls only these targets.

PYTHON ?= python3
PORT ?= 8080
URL ?= http://localhost:$(PORT)
export PORT

UV := $(CURDIR)/.tools/uv
VENV := $(CURDIR)/backend/.venv
RUN := $(VENV)/bin

# For what reads the settings, but asks no database and signs nothing.
OFFLINE := DATABASE_URL=postgres://nobody@localhost/nothing SECRET_KEY=not-used-for-anything

FRONTEND_SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) \
	$(wildcard frontend/build/* frontend/index.html frontend/vite.config.ts frontend/tsconfig.json frontend/package.json)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

##@ Running

.PHONY: run
run: setup ## Start the desk on http://localhost:8080 (PORT=, BIND_ADDRESS=, DATABASE_URL=); Ctrl-C stops it
	@cd backend && exec $(RUN)/python -m devtools.run

.PHONY: demo
demo: setup-backend ## Add 500 believable tickets over 60 days to the desk of `make run`
	@cd backend && exec $(RUN)/python -m devtools.manage demo --add --tickets 500 --days 60

.PHONY: smoke
smoke: setup-backend ## Check a running desk by plain HTTP calls (URL=http://localhost:8080)
	@cd backend && exec $(RUN)/python -m devtools.smoke $(URL)

.PHONY: doctor
doctor: ## Look at the containers started from this folder: what is wrong, and what to do
	@cd backend && $(PYTHON) -m devtools.doctor

##@ Testing

.PHONY: test
test: lint typecheck schema-check test-backend test-frontend test-e2e ## Everything: lint, types, and all the tests below

# More than a small machine has cores: much of the time is waiting.
PROCESSES ?= 3

.PHONY: test-backend
test-backend: setup-backend ## pytest on a PostgreSQL of its own (DATABASE_URL= names another; PROCESSES=3)
	@echo "==> pytest"
	@cd backend && $(RUN)/python -m pytest --quiet --numprocesses=$(PROCESSES) --dist=loadfile

.PHONY: coverage
coverage: setup-backend ## The same, measured: at least 90 % of the branches must be tested. By itself, because it takes half as long again
	@cd backend && $(RUN)/python -m pytest --quiet --numprocesses=$(PROCESSES) --dist=loadfile --cov --cov-report=term:skip-covered

.PHONY: test-frontend
test-frontend: setup-frontend ## Vitest
	@echo "==> Vitest"
	@cd frontend && npm test --silent

.PHONY: test-e2e
test-e2e: setup ## Journeys through the real stack in Chromium (CHROMIUM=/path)
	@echo "==> Playwright"
	@chromium=$$(cd backend && $(RUN)/python -m devtools.chromium) && cd frontend && CHROMIUM="$$chromium" npm run --silent e2e

# How many requests `make fuzz` makes up, and from what: the same seed makes up the same ones.
CASES ?= 20000
SEED ?= 20261121

.PHONY: fuzz
fuzz: setup ## Requests made up from the OpenAPI document, hostile headers, cursors and tokens, script attempts in Chromium (CASES=20000, SEED=)
	@cd backend && CASES=$(CASES) SEED=$(SEED) $(RUN)/python -m pytest --quiet tests/fuzz
	@chromium=$$(cd backend && $(RUN)/python -m devtools.chromium) && cd frontend && CHROMIUM="$$chromium" npm run --silent hostile

.PHONY: test-compose
test-compose: setup-backend setup-frontend ## The containers: up on a free port, checked through Caddy, down again
	@echo "==> docker compose"
	@cd backend && exec $(RUN)/python -m devtools.compose_smoke

.PHONY: test-production
test-production: setup-backend setup-frontend ## docker-compose.prod.yml on free ports: https, hardening, a journey in the browser, upgrade under load, backup and restore
	@echo "==> docker compose, as in production"
	@cd backend && exec $(RUN)/python -m devtools.production_smoke

.PHONY: test-upgrade
test-upgrade: setup ## The previous release on this one's database, and an upgrade under requests (PREVIOUS=git ref)
	@echo "==> Upgrade"
	@cd backend && exec $(RUN)/python -m devtools.upgrades $(if $(PREVIOUS),--previous $(PREVIOUS))

.PHONY: check-observability
check-observability: setup-backend ## Rules, dashboards and runbooks against a real Prometheus that watches the real product
	@echo "==> Observability"
	@cd backend && exec $(RUN)/python -m devtools.observability

##@ Measuring

ENGINE ?= keywords
FILE ?= backend/evals/golden.jsonl
SAVE ?=
COMPARE ?=

.PHONY: eval
eval: setup-backend ## Accuracy on labelled tickets (ENGINE=keywords|model, FILE=, SAVE=, COMPARE="A B")
	@cd backend && $(RUN)/python -m evals --file "$(abspath $(FILE))" $(if $(strip $(COMPARE)),--compare \
		$(foreach one,$(COMPARE),$(if $(wildcard $(one)),$(abspath $(one)),$(one))),--engine $(ENGINE)) $(if $(SAVE),--save "$(abspath $(SAVE))")

.PHONY: bench
bench: setup ## The ticket API beside its floor and the naive design (TICKETS=1000000, ROUNDS=, LIMIT=1, DATABASE_ONLY=1, KEEP=1, SAVE=, COMPARE="A B"); needs wrk
	@cd backend && $(RUN)/python -m $(if $(strip $(COMPARE)),bench.api.comparison $(abspath $(COMPARE)),bench.api \
		$(if $(TICKETS),--tickets $(TICKETS)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(LIMIT),--find-limit) \
		$(if $(DATABASE_ONLY),--database-only) $(if $(KEEP),--keep) $(if $(SAVE),--save "$(abspath $(SAVE))"))

.PHONY: bench-growth
bench-growth: setup-backend ## Draw saved results of several sizes into docs/images/growth.svg (RESULTS="A B C")
	@cd backend && $(RUN)/python -m bench.api.growth ../docs/images/growth.svg $(abspath $(RESULTS))

.PHONY: bench-writers
bench-writers: setup-backend ## 64 connections that write at once, with and without triggers, after make bench KEEP=1 (TICKETS=)
	@cd backend && $(RUN)/python -m bench.api.writers $(if $(TICKETS),--tickets $(TICKETS))

.PHONY: bench-web
bench-web: setup ## The web app in Chromium: on a slow phone, scrolling through 10,000 tickets, typing (CHROMIUM=/path)
	@chromium=$$(cd backend && $(RUN)/python -m devtools.chromium) && cd frontend && CHROMIUM="$$chromium" npm run --silent bench

.PHONY: bench-memory
bench-memory: setup ## What each process holds after many requests (REQUESTS=100000, TICKETS=, KEEP=1); needs wrk
	@cd backend && $(RUN)/python -m bench.api.memory $(if $(REQUESTS),--requests $(REQUESTS)) $(if $(TICKETS),--tickets $(TICKETS)) $(if $(KEEP),--keep)

.PHONY: bench-triage
bench-triage: setup-backend ## What a model that hangs costs those who create and list tickets
	@cd backend && $(RUN)/python -m bench.triage

.PHONY: bench-metrics
bench-metrics: setup-backend ## What measuring costs, and whether the counters of several processes add up
	@cd backend && $(RUN)/python -m bench.metrics

.PHONY: bench-analysis
bench-analysis: setup-backend ## What an analysis run costs those who create and list tickets
	@cd backend && $(RUN)/python -m bench.analysis

.PHONY: drill-analysis
drill-analysis: setup-backend ## Analysis of 2,000 tickets under faults: failing model, kill -9, restarts (TICKETS=2000)
	@cd backend && $(RUN)/python -m drills.analysis $(if $(TICKETS),--tickets $(TICKETS))

.PHONY: drill-oncall
drill-oncall: setup-backend ## What on-call sees when the model hangs, PostgreSQL goes, the worker dies: 20 minutes (ONLY=model_hangs)
	@cd backend && $(RUN)/python -m drills.oncall $(if $(ONLY),--only $(ONLY))

RATE ?=
.PHONY: chaos
chaos: setup ## Everything broken once under load, and nothing lost: 8 minutes, as root (RATE=40, ONLY=Caddy, SAVE=1)
	@cd backend && $(RUN)/python -m drills.chaos $(if $(RATE),--rate $(RATE)) $(if $(ONLY),--only "$(ONLY)") $(if $(SAVE),--save)

.PHONY: rolling-restart
rolling-restart: setup ## The web servers replaced under 20,000 requests, none of which may fail (REQUESTS=, RATE=100, SAVE=1)
	@cd backend && $(RUN)/python -m drills.chaos.rolling $(if $(REQUESTS),--requests $(REQUESTS)) $(if $(RATE),--rate $(RATE)) $(if $(SAVE),--save)

##@ Keeping the code in order

.PHONY: lint
lint: setup-backend setup-frontend ## Ruff, import contracts, Biome, Caddyfile
	@echo "==> Ruff, import contracts"
	@cd backend && $(RUN)/ruff check --quiet . && $(RUN)/ruff format --quiet --check .
	@cd backend && $(OFFLINE) $(RUN)/lint-imports --no-cache > ../.tools/imports.log || { cat ../.tools/imports.log; exit 1; }
	@echo "==> Biome"
	@cd frontend && npm run --silent lint
	@echo "==> Caddyfile"
	@for file in caddy/Caddyfile caddy/headers.caddy; do \
		$(RUN)/caddy fmt --diff $$file > /dev/null || { echo "$$file is not formatted: run make format"; exit 1; }; done
	@$(RUN)/caddy validate --adapter caddyfile --config caddy/Caddyfile > .tools/caddy.log 2>&1 || { cat .tools/caddy.log; exit 1; }

.PHONY: typecheck
typecheck: setup-backend setup-frontend ## mypy (strict) and tsc
	@echo "==> mypy"
	@cd backend && $(OFFLINE) $(RUN)/mypy --no-error-summary .
	@echo "==> tsc"
	@cd frontend && npm run --silent typecheck

.PHONY: format
format: setup-backend setup-frontend ## Put everything into its format
	@cd backend && $(RUN)/ruff check --quiet --fix . ; $(RUN)/ruff format --quiet .
	@cd frontend && npm run --silent format
	@for file in caddy/Caddyfile caddy/headers.caddy; do $(RUN)/caddy fmt --overwrite $$file; done

.PHONY: schema
schema: setup-backend setup-frontend ## Write backend/openapi.yaml and the web app's types from the code
	@cd backend && $(OFFLINE) $(RUN)/python manage.py spectacular --validate --fail-on-warn --file openapi.yaml
	@cd frontend && npm run --silent gen:api

.PHONY: schema-check
schema-check: setup-backend setup-frontend ## Fail if backend/openapi.yaml or the web app's types are not what the code says
	@echo "==> API schema"
	@cd backend && $(OFFLINE) $(RUN)/python manage.py spectacular --validate --fail-on-warn --file ../.tools/openapi.yaml
	@diff -u backend/openapi.yaml .tools/openapi.yaml || { echo "backend/openapi.yaml is out of date: run make schema"; exit 1; }
	@cd frontend && npm exec -- openapi-typescript ../backend/openapi.yaml -o ../.tools/schema.gen.d.ts > /dev/null
	@diff -u frontend/src/api/schema.gen.d.ts .tools/schema.gen.d.ts || { echo "The web app's types are out of date: run make schema"; exit 1; }

.PHONY: dashboards
dashboards: setup-backend ## Write the Grafana dashboards (observability/grafana) from the code
	@cd backend && $(RUN)/python -m devtools.observability.dashboards

##@ The packages it is made of

.PHONY: licences
licences: setup ## Write docs/licences.md; fails for a licence that nobody has allowed
	@cd backend && exec $(RUN)/python -m devtools.supply.licences

.PHONY: audit
audit: setup ## Known vulnerabilities of all locked packages: 1 if there are some, 2 if nobody could be asked
	@cd backend && exec $(RUN)/python -m devtools.supply.audit

.PHONY: sbom
sbom: setup ## What the images are made of, as CycloneDX: build/sbom-backend.json, build/sbom-frontend.json
	@cd backend && exec $(RUN)/python -m devtools.supply.sbom

##@ What the above need, and make by themselves

.PHONY: setup setup-backend setup-frontend
setup: setup-backend setup-frontend frontend/dist/index.html ## Install the packages and build the web app
setup-backend: $(VENV)/.installed
setup-frontend: frontend/node_modules/.installed

$(UV):
	@command -v $(PYTHON) > /dev/null || { echo "Not done: $(PYTHON) is missing. Install Python 3.11 or later, or name one: make run PYTHON=..."; exit 1; }
	@$(PYTHON) backend/devtools/bootstrap.py uv

$(VENV)/.installed: backend/pyproject.toml backend/uv.lock | $(UV)
	@echo "==> Installing the Python packages (a minute the first time)"
	@cd backend && env -u VIRTUAL_ENV $(UV) sync --frozen --quiet --all-extras --python $(PYTHON)
	@touch $@

frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json
	@$(PYTHON) backend/devtools/bootstrap.py node
	@echo "==> Installing the JavaScript packages (a minute the first time)"
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/index.html: frontend/node_modules/.installed $(FRONTEND_SOURCES)
	@echo "==> Building the web app"
	@cd frontend && npm run --silent build
	@touch $@

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z0-9-]+:.*## / { printf "  %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
