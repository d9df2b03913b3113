# Hudna: the commands of every day. A Rust toolchain and a C compiler are all that is needed; what else is used is skipped with a word when absent.

CARGO ?= cargo

.PHONY: help run build web islands web-check test tests browser pictures described lint knowledge update licences bench fuzz

help:            ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: islands     ## make the example case and open its desk in the browser
	$(CARGO) build --release --locked --quiet -p hudna-cli
	target/release/hudna demo --case target/hasakah-2021.hudna --as-of 2021-02-05 >/dev/null
	target/release/hudna desk target/hasakah-2021.hudna --open --as-of 2021-02-05

build: islands   ## build the command as target/release/hudna
	$(CARGO) build --release --locked -p hudna-cli

web: web/dist/timeline.js   ## build the map and the zoom of the desk, which the command embeds (needs Node 20.19 or newer)

web/node_modules: web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch web/node_modules

# The binary is built anew with what it embeds.
web/dist/timeline.js: web/node_modules $(wildcard web/*.ts web/*.json web/src/*.ts)
	cd web && npm run --silent build -- --logLevel warn
	@touch crates/desk/src/assets.rs

islands:
	@if npm --version >/dev/null 2>&1; then \
		$(MAKE) --no-print-directory web || echo "web: could not be built; the desk shows its lists without map and zoom"; \
	else echo "web: npm is not installed; the desk shows its lists without map and zoom"; fi

web-check:
	@if npm --version >/dev/null 2>&1 && $(MAKE) --no-print-directory web/node_modules; then \
		$(MAKE) --no-print-directory web && cd web && npm run --silent check && npm run --silent test; \
	else echo "web: not checked, npm or its packages are not there"; fi

test: lint knowledge licences web-check   ## everything that must hold; with a PostgreSQL server of its own where one can be had
	@tools/postgres-for-tests.sh $(MAKE) --no-print-directory tests
	$(CARGO) xtask picture --check
	@tools/browser-tests.sh
	@tools/schemathesis-tests.sh
	@test -d "$${HUDNA_SHARED:-../shared}" || echo "tests: comparisons with data that is not ours were skipped (no ../shared; HUDNA_SHARED names it)"

tests:
	@if $(CARGO) nextest --version >/dev/null 2>&1; then \
		$(CARGO) nextest run --workspace --locked --no-fail-fast && $(CARGO) test --workspace --locked --doc --quiet; \
	else \
		$(CARGO) test --workspace --locked --no-fail-fast; \
	fi

browser:         ## look at every page of the desk with a real browser, in both languages (needs npm and Chromium)
	@tools/browser-tests.sh

described:       ## have schemathesis try out the description of the desk's JSON (needs Python 3.10 or newer)
	@tools/schemathesis-tests.sh

pictures:        ## make the README's pictures of the desk anew (needs npm and Chromium)
	$(CARGO) build --quiet --locked -p hudna-cli
	cd web && node browser/pictures.mjs

lint:            ## format, clippy, the invariants of ARCHITECTURE.md
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) run --quiet --locked -p xtask -- tidy

knowledge:       ## check the knowledge: files, references, examples of every frame
	$(CARGO) run --quiet --locked -p hudna-cli -- knowledge check

update:          ## after a change of reading: move the shortfalls that are mended to the cases, raise the record on evaluation/, draw the README's picture anew
	UPDATE_CASES=1 $(CARGO) test --quiet --package hudna-reader --test cases known_shortfalls
	UPDATE_FIGURES=1 $(CARGO) test --quiet --package hudna-cli --test evaluation the_reader_gets_no_worse
	$(CARGO) xtask picture

licences:        ## licences and origins of all dependencies; advisories where their database can be had
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		$(CARGO) deny --log-level error check licenses bans sources && \
		{ $(CARGO) deny --log-level error check advisories || { $(CARGO) deny fetch db >/dev/null 2>&1 && exit 1; \
		  echo "advisories: not checked, their database cannot be fetched here"; }; }; \
	else echo "licences: not checked, cargo-deny is not installed (cargo install cargo-deny --locked)"; fi

bench:           ## speed, start-up and memory of reading, beside a named peer; of adding to a case, of the ledger, of the case file and of the desk's pages. HUDNA_CORPUS=reports.jsonl for a corpus of your own
	$(CARGO) bench --locked -p hudna-cli --bench throughput
	$(CARGO) bench --locked -p hudna-ledger --bench see
	$(CARGO) bench --locked -p hudna-casefile --bench log
	$(CARGO) bench --locked -p hudna-desk --bench pages

fuzz:            ## each fuzz target for a minute (needs nightly Rust and cargo-fuzz); FUZZ_SECONDS for longer
	@$(CARGO) fuzz --version >/dev/null 2>&1 || { echo "fuzz: cargo-fuzz is not installed (cargo install cargo-fuzz --locked)"; exit 1; }
	@for target in text front_matter html jsonl; do \
		$(CARGO) +nightly fuzz run $$target -- -max_total_time=$${FUZZ_SECONDS:-60} -rss_limit_mb=2048 || exit 1; \
	done
