# few_colours.py COUNT FROM TO: a picture for docs/gallery. Pages have few colours, and with few the files become a third.
import sys

from PIL import Image

count, source, target = sys.argv[1:]
Image.open(source).convert("RGB").quantize(int(count), dither=0).save(target, optimize=True)
