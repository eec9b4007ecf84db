# Vuosikello. `make run` starts it, `make check` tests it; both first install what is missing (`make deps`).
# Variables: PORT, DB, PLANS, PREFIX, DESTDIR, BUILD, SANITIZE=1.

PREFIX  ?= /usr/local
BUILD   ?= build
PORT    ?= 8080
DB      ?= $(BUILD)/vuosikello.db
PLANS   ?=
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla
ifdef CI
WARN    += -Werror
endif
HARDEN  := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection
HARDEN_LINK := -Wl,-z,relro,-z,now
ifdef SANITIZE
CFLAGS  := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
HARDEN  :=
endif

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

# ---- What must be installed -------------------------------------------------------------------------------------

PACKAGES_BUILD := gcc make pkg-config libc6-dev libfcgi-dev libhpdf-dev libsqlite3-dev libjansson-dev libunistring-dev \
    libharfbuzz-dev libdeflate-dev nettle-dev libexpat1-dev libvoikko-dev voikko-fi libhyphen-dev hyphen-sv hyphen-en-gb \
    gettext fonts-roboto-unhinted fonts-dejavu-core fonts-dejavu-extra liblcms2-dev
PACKAGES_RUN   := nginx-light curl
PACKAGES_DEB   := dpkg-dev binutils
PACKAGES_CHECK := libcmocka-dev poppler-utils qpdf mupdf-tools libfcgi-bin sqlite3 python3 python3-pikepdf python3-pil \
    python3-jsonschema python3-icalendar procps openssl mandoc bash zsh fish iproute2 $(PACKAGES_DEB)
# For judges of PDF that the tests do without, saying so, where they are not to be had. A node of another maker brings its own npm.
PACKAGES_PDF   := maven default-jre-headless nodejs $(if $(shell command -v npm),,npm) chromium
PACKAGES_LONG  := debootstrap systemd-container
PACKAGES_BENCH := wrk valgrind

.PHONY: deps deps-run deps-bench
deps: deps-run
	@sh tests/tools/install-packages.sh $(PACKAGES_CHECK)
	@sh tests/tools/install-packages.sh $(PACKAGES_PDF) || [ "$$CI" != true ]
deps-run:
	@sh tests/tools/install-packages.sh $(PACKAGES_BUILD) $(PACKAGES_RUN)
deps-bench: deps
	@sh tests/tools/install-packages.sh $(PACKAGES_BENCH)

# ---- The programs -----------------------------------------------------------------------------------------------

PKGS     := fcgi sqlite3 jansson harfbuzz-subset harfbuzz libdeflate nettle expat
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null || echo lacking)
LACKING  = $(if $(filter lacking,$(PKG_LIBS)),@echo 'libraries to build with are missing: `make deps-run` installs them' >&2; exit 1)
CPPFLAGS += -I. -I$(BUILD) -D_GNU_SOURCE
# Where the dictionaries of hyphenation lie.
CPPFLAGS += -DVOIKKO_FOLDER='"/usr/lib/voikko"' -DHYPHEN_FOLDER='"/usr/share/hyphen"'
ALL_CFLAGS = -std=c11 $(CFLAGS) $(HARDEN) $(WARN) $(PKG_CFLAGS) -MMD -MP
LIBS     = $(HARDEN_LINK) $(PKG_LIBS) -lhpdf -lunistring -lm
# Importing hyphenates; the service must not: it is linked without these.
LIBS_IMPORT := -lvoikko -lhyphen

FOLDERS  := base text db reports fcgi cli
MAINS    := cli/main.c fcgi/main.c
SOURCES  := $(filter-out $(MAINS),$(foreach folder,$(FOLDERS),$(sort $(wildcard $(folder)/*.c))))
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/assets.o
LIBRARY  := $(BUILD)/libvuosikello.a
PROGRAMS := $(BUILD)/vuosikello $(BUILD)/vuosikello-fcgi

.PHONY: all
all: $(PROGRAMS)

$(BUILD)/vuosikello: $(BUILD)/cli/main.o $(LIBRARY)
$(BUILD)/vuosikello-fcgi: $(BUILD)/fcgi/main.o $(LIBRARY)
$(BUILD)/vuosikello: LIBS += $(LIBS_IMPORT)
$(PROGRAMS):
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c Makefile
	$(LACKING)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# What is carried inside the programs: fonts, colour profile, catalogues, schema, the API's description, the program's
# version.
include fonts/fonts.mk
CATALOGUES := $(patsubst po/%.po,$(BUILD)/po/%.mo,$(wildcard po/*.po))
$(BUILD)/po/%.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

# The words of the messages with their break points. The tool is linked with what it needs and not with the library,
# which carries what it makes.
WORD_BOOKS := $(patsubst %,$(BUILD)/words/%.book,fi sv en)
MKWORDS := $(patsubst %,$(BUILD)/%.o,base/arena base/buf base/err base/hash base/log text/catalogue text/hyphen \
    text/finnish text/hyphen_patterns text/hyphen_swedish text/text text/utf8 text/word text/wordbook po/mkwords)
$(BUILD)/mkwords: $(MKWORDS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_IMPORT) $(LIBS)
$(BUILD)/words/en.book: $(BUILD)/po/fi.mo
$(BUILD)/words/fi.book $(BUILD)/words/sv.book: $(BUILD)/words/%.book: $(BUILD)/po/%.mo
$(WORD_BOOKS): $(BUILD)/words/%.book: $(BUILD)/mkwords
	@mkdir -p $(@D)
	$(BUILD)/mkwords $* $(filter %.mo,$^) $@

# What pages fetch, named by a digest of its content, so that a browser may keep it for ever. Packed beside it for a web
# server that gives packed files.
static_name = $(basename $(notdir $1)).$(shell sha256sum $1 | cut -c1-10)$(suffix $1)
STATIC_SOURCES := web/style.css web/page.js web/favicon.svg
STATIC_FILES := $(foreach file,$(STATIC_SOURCES),$(BUILD)/static/$(call static_name,$(file)))
define static_rule
$(BUILD)/static/$(call static_name,$1): $1
	@mkdir -p $$(@D)
	@rm -f $(BUILD)/static/$(basename $(notdir $1)).*$(suffix $1)*
	gzip -9nc $$< > $$@.gz
	cp $$< $$@
endef
$(foreach file,$(STATIC_SOURCES),$(eval $(call static_rule,$(file))))

DOCUMENTS := fcgi/openapi.json docs/plan.schema.json
ASSETS := $(FONT_FILES) $(CATALOGUES) $(WORD_BOOKS) $(wildcard db/*.sql) $(DOCUMENTS) $(sort $(wildcard web/*.html)) \
    $(STATIC_FILES)
$(BUILD)/assets.S: base/assets.sh $(ASSETS) Makefile
	@mkdir -p $(@D)
	sh base/assets.sh '$(BUILD)' $(ASSETS) > $@
$(BUILD)/assets.o: $(BUILD)/assets.S
	$(CC) -c -o $@ $<

# The version tells whether two programs make the same bytes: the release and a digest of all that they are made of.
VERSION_INPUTS := VERSION $(SOURCES) $(MAINS) $(foreach folder,$(FOLDERS),$(sort $(wildcard $(folder)/*.h))) \
    $(wildcard db/*.sql) $(sort $(wildcard po/*.po)) $(sort $(wildcard web/*)) $(FONT_FILES) $(WORD_BOOKS) $(DOCUMENTS)
$(BUILD)/program-version.h: $(VERSION_INPUTS)
	@mkdir -p $(@D)
	@printf '#define PROGRAM_VERSION "%s+%s"\n' "$$(cat VERSION)" \
	    "$$(cat $(VERSION_INPUTS) | sha256sum | cut -c1-10)" > $@
$(BUILD)/base/version.o: $(BUILD)/program-version.h

# ---- Running ----------------------------------------------------------------------------------------------------

.PHONY: run
run: deps-run
	@$(MAKE) --no-print-directory all
	@exec env DB='$(DB)' PORT='$(PORT)' BUILD='$(BUILD)' sh nginx/run.sh

# ---- Testing ----------------------------------------------------------------------------------------------------

UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/test_*.c)))
E2E_TESTS  := $(sort $(wildcard tests/e2e/test_*.sh))
LONG_TESTS := $(sort $(wildcard tests/long/test_*.sh))
HELPERS    := $(patsubst tests/tools/%.c,$(BUILD)/%,$(sort $(wildcard tests/tools/*.c)))
TEST_SUPPORT := $(patsubst tests/support/%.c,$(BUILD)/tests/support/%.o,$(sort $(wildcard tests/support/*.c)))
# Where judges of PDF that other registries than Debian's hold are kept, for builds with sanitizers too.
export FETCHED ?= $(abspath $(BUILD))/fetched
RUN_TESTS   = BUILD='$(abspath $(BUILD))' PLANS='$(if $(PLANS),$(abspath $(PLANS)))' sh tests/tools/run-tests.sh

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(TEST_SUPPORT) $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(LIBS_IMPORT) $$(pkg-config --libs cmocka)
$(BUILD)/random-plan: $(BUILD)/tests/support/random_plan.o
$(BUILD)/random-pdf: $(BUILD)/tests/support/random_doc.o
$(BUILD)/%: $(BUILD)/tests/tools/%.o $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIBRARY) $(LIBS) $(LIBS_IMPORT)

.PHONY: tests check check-unit check-long check-asan check-layers check-deps check-pdf golden gallery bench
tests: all $(UNIT_TESTS) $(HELPERS)
check: deps
	@$(MAKE) --no-print-directory check-layers
	@$(MAKE) --no-print-directory tests
	@$(RUN_TESTS) $(UNIT_TESTS) $(E2E_TESTS)
check-unit: tests
	@$(RUN_TESTS) $(UNIT_TESTS)
check-long: check
	@sh tests/tools/install-packages.sh $(PACKAGES_LONG)
	@$(MAKE) --no-print-directory SANITIZE=1 BUILD=$(BUILD)/asan tests
	@$(RUN_TESTS) $(LONG_TESTS)
check-asan: deps
	@$(MAKE) --no-print-directory SANITIZE=1 BUILD=$(BUILD)/asan tests
	@BUILD='$(abspath $(BUILD))/asan' PLANS='$(if $(PLANS),$(abspath $(PLANS)))' sh tests/tools/run-tests.sh \
	    $(UNIT_TESTS:$(BUILD)/%=$(BUILD)/asan/%) $(E2E_TESTS)
check-layers: all
	@BUILD='$(BUILD)' sh tests/tools/check-layers.sh
# Whatever the program makes, judged by veraPDF as PDF/UA-1 and PDF/A-2a, by our own checks of its structure and by other readers.
check-pdf: deps
	@$(MAKE) --no-print-directory tests
	@$(RUN_TESTS) $(sort $(wildcard tests/e2e/test_pdf*.sh))
golden: deps
	@$(MAKE) --no-print-directory tests
	@BUILD='$(abspath $(BUILD))' sh tests/tools/golden.sh
# The pictures in docs/gallery.
gallery: all
	@BUILD='$(abspath $(BUILD))' sh tests/tools/gallery.sh
	@BUILD='$(abspath $(BUILD))' sh tests/tools/gallery_web.sh
bench: deps-bench
	@$(MAKE) --no-print-directory tests
	@BUILD='$(abspath $(BUILD))' sh tests/tools/bench.sh

# ---- Installing -------------------------------------------------------------------------------------------------

.PHONY: install deb clean
install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/vuosikello/sample' \
	    '$(DESTDIR)$(PREFIX)/share/doc/vuosikello/docs'
	install -m 755 $(PROGRAMS) '$(DESTDIR)$(PREFIX)/bin'
	install -m 644 db/sample/*.json '$(DESTDIR)$(PREFIX)/share/vuosikello/sample'
	install -m 644 README.md '$(DESTDIR)$(PREFIX)/share/doc/vuosikello'
	install -m 644 docs/*.* '$(DESTDIR)$(PREFIX)/share/doc/vuosikello/docs'
	install -d '$(DESTDIR)$(PREFIX)/share/doc/vuosikello/docs/gallery'
	install -m 644 docs/gallery/* '$(DESTDIR)$(PREFIX)/share/doc/vuosikello/docs/gallery'
	for page in man/*.[1-8]; do \
	    folder='$(DESTDIR)$(PREFIX)/share/man/man'$${page##*.}; \
	    install -d "$$folder" && sed 's|/usr/share|$(PREFIX)/share|' "$$page" > "$$folder/$${page#man/}" || exit 1; \
	done
	install -d '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' '$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions' \
	    '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	install -m 644 man/vuosikello.bash '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/vuosikello'
	install -m 644 man/vuosikello.zsh '$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_vuosikello'
	install -m 644 man/vuosikello.fish '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	BUILD='$(BUILD)' sh nginx/render.sh install '$(PREFIX)' '$(DESTDIR)'

# A package for this Debian.
deb: deps-run
	@$(MAKE) --no-print-directory all
	@sh tests/tools/install-packages.sh $(PACKAGES_DEB)
	@BUILD='$(BUILD)' MAKE='$(MAKE)' sh deb/build.sh

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(wildcard $(BUILD)/tests/*/*.d $(BUILD)/cli/*.d $(BUILD)/fcgi/*.d $(BUILD)/po/*.d)
