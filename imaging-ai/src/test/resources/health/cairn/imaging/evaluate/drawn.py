"""Writes drawn.webp, a lossless WebP of a drawn pattern, as Pillow writes the training slices: python drawn.py"""

from pathlib import Path

import numpy as np
from PIL import Image

row, column = np.mgrid[0:20, 0:24]
grey = ((7 * row + 13 * column + row * column % 11) % 256).astype(np.uint8)
Image.fromarray(grey).convert("RGB").save(Path(__file__).parent / "drawn.webp", lossless=True)
