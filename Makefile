# Each target does its own set-up first; once that is done it takes no time.
.PHONY: help demo test check format bench lock clean

BIN := .venv/bin
# The samples are the couples that .gitignore lets in: one list for git, the wheel and the demo.
SAMPLES := $(shell sed -n 's|^!/couples/\([^/]*\)/$$|\1|p' .gitignore)

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## build the sample couples, and say where to open them
	@tools/setup.sh run
	@$(BIN)/mend build $(SAMPLES)

# Files in their order: sorted by how many tests they hold, the longest would come last, alone.
test: ## run all tests, browser tests included
	@tools/setup.sh test
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: ## format, lint, strict types, layers
	@tools/setup.sh check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: ## put the code in shape
	@tools/setup.sh check
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

bench: ## measure the figures the README gives
	@tools/setup.sh test
	$(BIN)/python tools/bench.py

lock: ## make requirements/*.txt anew
	@tools/setup.sh check
	tools/lock.sh

clean: ## remove what was made, guides included
	rm -rf build dist .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
