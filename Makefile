# Everything that one does with this repository. Needs Go, Node, git and make; the
# rest is found or fetched. `make` alone lists the targets.

GO   ?= go
APPS := seeker employer admin

# Build tools have go.mod files of their own, so that their dependencies never bump
# ours. `go tool -modfile` stays in this folder; `go -C tools tool` would not, and
# every relative path would then mean something else.
TOOL := $(GO) tool -modfile=tools/go.mod
LINT := $(GO) tool -modfile=tools/lint/go.mod golangci-lint

# A Chromium that tools/chromium.sh had to download is linked here.
export PATH := $(CURDIR)/bin:$(PATH)
# Nothing of ours reports home.
export NEXT_TELEMETRY_DISABLED := 1
export EXPO_NO_TELEMETRY := 1
export SQLCDEBUG :=

.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

##@ Use
.PHONY: help
help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' Makefile

.PHONY: run
run: build ## Start everything on this machine: seeker, admin, employer, form lab, worker, database
	@tools/chromium.sh || echo "Chromium: going on without it; forms cannot be filled until it is there"
	@exec bin/applyforus run $(ARGS)

.PHONY: build
build: ## Build bin/applyforus
	@mkdir -p bin
	$(GO) build -trimpath -o bin/applyforus ./apps/standalone

##@ Work
.PHONY: test
test: node_modules bin/withpg ## Run all tests, with a PostgreSQL of their own (PKG=./core/... for a part, FLAGS=-race)
	@tools/chromium.sh
	bin/withpg -- $(GO) test -timeout 25m $(FLAGS) $(or $(PKG),./...)
ifndef PKG
	@$(MAKE) --no-print-directory test-floor
	npm test --if-present
endif

# The oldest PostgreSQL that we support; the embedded one is the newest.
FLOOR := /usr/lib/postgresql/15/bin

.PHONY: test-floor
test-floor: bin/withpg ## Run the stores' tests on PostgreSQL 15, where it is installed
	@if [ -x $(FLOOR)/postgres ]; then \
	  bin/withpg -bin $(FLOOR) -- $(GO) test -timeout 15m $(FLAGS) ./adapters/postgres/...; \
	else echo "PostgreSQL 15: not installed, so the stores were tested on the embedded one only (Debian: apt-get install postgresql-15)"; fi

.PHONY: bin/withpg
bin/withpg:
	@mkdir -p bin
	@$(GO) build -o $@ ./adapters/pgembed/cmd/withpg

CHECKS := generated format vet lint sql templ tidy house

.PHONY: check
check: ## Check everything that a tool can check (generated files, format, lint, imports)
	@failed=; for part in $(CHECKS); do \
	  tools/timed.sh check-$$part $(MAKE) --no-print-directory check-$$part || failed="$$failed check-$$part"; \
	done; if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

.PHONY: generate
generate: generate-assets generate-templ generate-sqlc generate-openapi generate-sdk generate-env ## Make all generated files anew

.PHONY: fmt
fmt: ## Put Go and templ files into form
	$(TOOL) templ fmt apps
	$(LINT) fmt

.PHONY: clean
clean: ## Remove what was built or fetched here; data and caches elsewhere stay
	rm -rf bin node_modules

##@ Measure
.PHONY: bench
bench: bin/withpg build ## Run the benchmarks; their figures are kept in bench/RESULTS.md
	bin/withpg -- $(GO) run ./bench/search $(ARGS)
	bin/withpg -- $(GO) run ./bench/apply
	$(GO) test -run '^$$' -bench . ./bench/resumeparse
	bin/withpg -- $(GO) test -run '^$$' -bench ReadJob -benchtime 200x ./apps/seeker/site
	$(GO) run ./bench/idle
	$(GO) run ./bench/login
	$(GO) run ./bench/enumeration

.PHONY: hostile
hostile: bin/withpg ## Send each of the 300 hostile strings through every text field (`make test` sends a third)
	AFU_TEST_HOSTILE=all bin/withpg -- $(GO) test -timeout 30m -count=1 -v -run HostileStrings ./apps/standalone/access

.PHONY: eval
eval: ## Score reading and matching on a folder of real files (DATA=…); figures are kept in eval/RESULTS.md
	@test -d "$(DATA)" || { echo "name the folder with the real files: make eval DATA=…"; exit 1; }
	$(GO) run ./eval/resumes -data $(DATA)/resumes
	$(GO) run ./eval/skills -data $(DATA)/taxonomy

.PHONY: screenshots
screenshots: node_modules ## Take pictures of the pages, three widths and both themes (ARGS="-out FOLDER")
	@tools/chromium.sh
	$(GO) run ./tests/e2e/screenshots $(ARGS)

##@ Parts of generate
node_modules: node_modules/.package-lock.json
node_modules/.package-lock.json: package.json package-lock.json
	@tools/npm.sh
	@touch $@

.PHONY: generate-assets
generate-assets: node_modules ## Styles, scripts, fonts and icons of the pages
	npm run --silent build

.PHONY: generate-templ
generate-templ: ## Go code of the pages
	$(TOOL) templ generate -path apps -log-level warn

.PHONY: generate-sqlc
generate-sqlc: ## Go code of the queries
	$(TOOL) sqlc generate

# Only apps that are there publish; a spec is replaced when it is complete.
PUBLISHED := $(foreach app,$(APPS),$(if $(wildcard apps/$(app)/main.go),$(app)))

.PHONY: generate-openapi
generate-openapi: ## The published API of each app
	@mkdir -p openapi bin
	@for app in $(PUBLISHED); do \
	  echo "openapi/$$app.json"; \
	  $(GO) run ./apps/$$app openapi > bin/openapi.json && mv bin/openapi.json openapi/$$app.json || exit 1; \
	done

.PHONY: generate-sdk
generate-sdk: node_modules ## The clients made from the published APIs
	@for app in $(PUBLISHED); do \
	  echo "sdk/typescript/$$app sdk/go/$$app"; \
	  mkdir -p sdk/typescript/$$app sdk/go/$$app || exit 1; \
	  node_modules/.bin/openapi-typescript openapi/$$app.json --output sdk/typescript/$$app/schema.ts > bin/sdk.log || { cat bin/sdk.log; exit 1; }; \
	  $(TOOL) oapi-codegen -config sdk/go/oapi-codegen.yaml -package $$app -o sdk/go/$$app/client_gen.go openapi/$$app.json || exit 1; \
	done

.PHONY: generate-env
generate-env: ## .env.example from the configuration's definition
	@mkdir -p bin
ifneq ($(wildcard apps/standalone/main.go),)
	$(GO) run ./apps/standalone env-example > bin/env.example && mv bin/env.example .env.example
endif

##@ Parts of check
# Generated files, tracked or not, with their sums. Comparing before with after
# holds in a clean clone and in a tree with work in progress alike.
GENERATED := '*_templ.go' '*_gen.go' apps/internal/ui/assets/dist adapters/postgres/internal openapi sdk .env.example
SUMS := git ls-files -z --cached --others --exclude-standard -- $(GENERATED) | sort -zu | xargs -0 -r sha256sum 2>/dev/null

.PHONY: check-generated
check-generated: ## Generated files are those that the sources make
	@mkdir -p bin
	@$(SUMS) > bin/before.sums; $(MAKE) --no-print-directory generate
	@$(SUMS) > bin/after.sums; if ! diff -u bin/before.sums bin/after.sums | grep '^[-+][0-9a-f]'; then exit 0; fi; \
	  echo "generated files were not current; they are now: look at git diff, and commit them"; exit 1

.PHONY: check-format
check-format: ## Go files have gofmt's form
	@bad=$$(git ls-files -z --cached --others --exclude-standard -- '*.go' | xargs -0 -r ls -d 2>/dev/null | xargs -r gofmt -l); \
	  if [ -n "$$bad" ]; then echo "not in gofmt's form (make fmt):"; echo "$$bad"; exit 1; fi

.PHONY: check-vet
check-vet: ## go vet
	$(GO) vet ./...
	$(GO) -C sdk/go vet ./...

.PHONY: check-lint
check-lint: ## golangci-lint, as .golangci.yml says
	$(LINT) run

.PHONY: check-sql
check-sql: ## Queries fit the schema and the rules of sqlc.yaml
	$(TOOL) sqlc vet
	$(TOOL) sqlc diff

.PHONY: check-templ
check-templ: ## templ files have templ's form
	$(TOOL) templ fmt -fail apps

.PHONY: check-tidy
check-tidy: ## go.mod files name exactly what is used
	$(GO) mod tidy -diff
	$(GO) -C tools mod tidy -diff
	$(GO) -C tools/lint mod tidy -diff
	$(GO) -C sdk/go mod tidy -diff

.PHONY: check-house
check-house: ## Imports, file lengths, names, transactions
	$(GO) test -count=1 .
