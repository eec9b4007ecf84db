# few_colours.py COUNT FROM TO: a picture for docs/gallery. Pages have few colours, and with few the files become a third. By octree: dividing by the median
# gives all colours to the greys of letters, and marks lose theirs.
import sys

from PIL import Image

count, source, target = sys.argv[1:]
Image.open(source).convert("RGB").quantize(int(count), method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(target, optimize=True)
