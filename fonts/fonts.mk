# The fonts the program carries, made from Debian's packages.
FONT_SOURCE := /usr/share/fonts/truetype
FONT_FILES  :=
