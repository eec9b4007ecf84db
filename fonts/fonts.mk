# The fonts and the colour profile that the program carries, made from Debian's packages (README.md in this folder says which
# and why). FONT_FILES is the list of what is made.

FONT_SOURCE  := /usr/share/fonts/truetype
ROBOTO       := $(FONT_SOURCE)/roboto/unhinted
DEJAVU       := $(FONT_SOURCE)/dejavu

# Latin with all its extensions, phonetic signs, combining marks, Greek, Cyrillic; punctuation, super- and subscripts,
# currencies, letterlike signs, number forms; arrows, mathematical operators, geometric shapes as far as the family has them.
RANGES_TEXT  := 20-7E A0-36F 370-3FF 400-52F 1D2C-1D6A 1D9B-1DBF 1E00-1EFF 2000-20CF 2100-218F 2190-23FF 2460-24FF 2500-27BF
# What the text family lacks: arrows, operators, technical signs, boxes, shapes, dingbats, faces, and the letters of Armenian,
# Hebrew, Arabic and Georgian, one by one as they are coded. ASCII is there for the hyphen and the space.
RANGES_SPARE := 20-7E A0 531-58A 5B0-5F4 60C-6FF 10D0-10FF 2000-27BF 2900-2BFF 1F600-1F64F

KERN_FILES   := $(patsubst %,$(BUILD)/fonts/%.kern,text text-bold text-italic narrow narrow-bold narrow-italic)
FONT_FILES   := $(patsubst %,$(BUILD)/fonts/%.ttf,text text-bold text-italic narrow narrow-bold narrow-italic \
    spare spare-bold spare-italic) $(KERN_FILES) $(BUILD)/srgb.icc

$(BUILD)/fonts/text.ttf:          FONT := $(ROBOTO)/RobotoTTF/Roboto-Regular.ttf kern $(RANGES_TEXT)
$(BUILD)/fonts/text-bold.ttf:     FONT := $(ROBOTO)/RobotoTTF/Roboto-Bold.ttf kern $(RANGES_TEXT)
$(BUILD)/fonts/text-italic.ttf:   FONT := $(ROBOTO)/RobotoTTF/Roboto-Italic.ttf kern $(RANGES_TEXT)
$(BUILD)/fonts/narrow.ttf:        FONT := $(ROBOTO)/RobotoCondensed-Regular.ttf kern $(RANGES_TEXT)
$(BUILD)/fonts/narrow-bold.ttf:   FONT := $(ROBOTO)/RobotoCondensed-Bold.ttf kern $(RANGES_TEXT)
$(BUILD)/fonts/narrow-italic.ttf: FONT := $(ROBOTO)/RobotoCondensed-Italic.ttf kern $(RANGES_TEXT)
$(BUILD)/fonts/spare.ttf:         FONT := $(DEJAVU)/DejaVuSansCondensed.ttf $(RANGES_SPARE)
$(BUILD)/fonts/spare-bold.ttf:    FONT := $(DEJAVU)/DejaVuSansCondensed-Bold.ttf $(RANGES_SPARE)
$(BUILD)/fonts/spare-italic.ttf:  FONT := $(DEJAVU)/DejaVuSansCondensed-Oblique.ttf $(RANGES_SPARE)

# Built with the machine's own flags: it runs here and now, whatever the program is built for.
$(BUILD)/mkfont: fonts/mkfont.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 $(WARN) $(shell pkg-config --cflags harfbuzz-subset) -o $@ $< \
	    $(shell pkg-config --libs harfbuzz-subset harfbuzz)
$(BUILD)/fonts/%.ttf: $(BUILD)/mkfont fonts/fonts.mk
	@mkdir -p $(@D)
	$(BUILD)/mkfont $(firstword $(FONT)) $@ $(wordlist 2,100,$(FONT))

$(BUILD)/mkkern: fonts/mkkern.c reports/metrics.h
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 $(WARN) -I. $(shell pkg-config --cflags harfbuzz) -o $@ $< $(shell pkg-config --libs harfbuzz)
$(BUILD)/fonts/%.kern: $(BUILD)/mkkern $(BUILD)/fonts/%.ttf
	$(BUILD)/mkkern $(BUILD)/fonts/$*.ttf $@

$(BUILD)/mkicc: fonts/mkicc.c
	@pkg-config --exists lcms2 || { echo 'LittleCMS, to build with, is missing: `make deps-run` installs it' >&2; exit 1; }
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 $(WARN) $(shell pkg-config --cflags lcms2) -o $@ $< $(shell pkg-config --libs lcms2)
$(BUILD)/srgb.icc: $(BUILD)/mkicc
	$(BUILD)/mkicc $@
