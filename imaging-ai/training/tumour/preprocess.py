"""The input contract: from one slice in source pixels to the network's square, 0..1 image.

The Java side implements the same steps from the model card; `golden.py` writes the fixtures that prove parity.
Everything is computed in float64 and rounded to float32 once, at the end.
"""

import numpy as np

SIZE = 192
"""Side of the network's image in pixels."""

FIELD_OF_VIEW_MM = 250.0
"""Side of the network's field of view when the pixel spacing is known."""

LOW_PERCENTILE = 0.01
HIGH_PERCENTILE = 0.995


def field_of_view_px(shape, spacing_mm=None):
    """Extent (rows, columns) of the field of view in source pixels.

    With a spacing (row, column) in mm it is 250 mm on both axes; without one it is the longer image side.
    """
    if spacing_mm is None:
        side = float(max(shape))
        return side, side
    return FIELD_OF_VIEW_MM / spacing_mm[0], FIELD_OF_VIEW_MM / spacing_mm[1]


def axis_weights(source, extent, target):
    """Resampling weights of one axis, [target, source].

    The axis shows `extent` source pixels, centred on the image, as `target` pixels. Shrinking averages by area (the
    fraction of each source pixel that a target pixel covers); enlarging is linear between pixel centres, repeating
    the edge pixel for its outer half. What lies outside the image counts as 0.
    """
    step = extent / target
    start = (source - extent) / 2.0
    index = np.arange(source, dtype=np.float64)
    weights = np.zeros((target, source))
    for i in range(target):
        if step >= 1.0:
            low, high = start + i * step, start + (i + 1) * step
            weights[i] = np.clip(np.minimum(high, index + 1) - np.maximum(low, index), 0.0, None) / step
        else:
            centre = start + (i + 0.5) * step - 0.5
            if -0.5 <= centre <= source - 0.5:
                left = int(np.floor(centre))
                share = centre - left
                weights[i, max(left, 0)] += 1.0 - share
                weights[i, min(left + 1, source - 1)] += share
    return weights


def resample(image, spacing_mm=None, size=SIZE):
    """[rows, columns] in source pixels to [size, size], float64, same intensity unit."""
    rows, columns = image.shape
    extent_rows, extent_columns = field_of_view_px(image.shape, spacing_mm)
    vertical = axis_weights(rows, extent_rows, size)
    horizontal = axis_weights(columns, extent_columns, size)
    return vertical @ image.astype(np.float64) @ horizontal.T


def intensity_range(values):
    """(low, high): 1st percentile of all pixels, 99.5th percentile of the pixels above the mean.

    A percentile p of n ascending values is the value at index floor(p * (n - 1)); nothing is interpolated.
    """
    ordered = np.sort(values, axis=None)
    low = ordered[int(np.floor(LOW_PERCENTILE * (ordered.size - 1)))]
    bright = ordered[ordered > values.mean(dtype=np.float64)]
    if bright.size == 0:
        return float(low), float(low)
    return float(low), float(bright[int(np.floor(HIGH_PERCENTILE * (bright.size - 1)))])


def network_input(image, spacing_mm=None, size=SIZE):
    """One slice [rows, columns] to the network's image [size, size], float32 in 0..1; a flat slice becomes zeros."""
    values = resample(image, spacing_mm, size)
    low, high = intensity_range(values)
    if high <= low:
        return np.zeros((size, size), np.float32)
    return np.clip((values - low) / (high - low), 0.0, 1.0).astype(np.float32)


def to_source(probability, shape, spacing_mm=None):
    """The network's map [SIZE, SIZE] back on the source grid [rows, columns].

    Bilinear between the centres of the network's pixels, repeating the edge; 0 outside the field of view.
    """
    axes = []
    for source, extent in zip(shape, field_of_view_px(shape, spacing_mm)):
        step = extent / SIZE
        start = (source - extent) / 2.0
        weights = np.zeros((source, SIZE))
        for j in range(source):
            centre = (j + 0.5 - start) / step - 0.5
            if -0.5 <= centre <= SIZE - 0.5:
                left = int(np.floor(centre))
                share = centre - left
                weights[j, max(left, 0)] += 1.0 - share
                weights[j, min(left + 1, SIZE - 1)] += share
        axes.append(weights)
    return axes[0] @ probability.astype(np.float64) @ axes[1].T
