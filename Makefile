# One word for each thing that is done here. Each makes .venv from the lock when it is missing.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint format docs bench evaluate train serve lock clean

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: .venv/ready ## read the samples into a fresh record and show what it holds
	$(BIN)/python samples/demo.py

test: .venv/ready ## all tests, with the coverage of lines and branches
	$(BIN)/python -m pytest --cov --cov-report=term

lint: .venv/ready ## style, types and walls
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/ready ## write the generated parts of docs/ anew
	$(BIN)/python docs/build.py

bench: .venv/ready ## how fast each step is on this machine
	$(BIN)/python -m evaluation.bench

evaluate: .venv/ready ## score the gold, print one table, fail under evaluation/floors.json
	$(BIN)/python -m evaluation

train: .venv/ready ## make the tagger anew from the labelled texts: PyTorch, two cores, half an hour
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m training

serve: .venv/ready ## open the record in a browser
	$(BIN)/dragoman serve

lock: ## resolve requirements.lock anew for every platform and Python (needs uv); with extras, for which pip would else look for the newest release
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --extra dev --no-emit-package dragoman pyproject.toml -o requirements.lock --custom-compile-command "make lock"
	# as lxml itself writes the name of that extra: older pips take the other spelling for a second one and give up
	sed -i.bak 's/^lxml\[html-clean\]/lxml[html_clean]/' requirements.lock && rm requirements.lock.bak

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
