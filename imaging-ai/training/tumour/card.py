"""What the cards of the T1C models say; a card is the JSON that the program checks, obeys and shows."""

from tumour import preprocess

ATTRIBUTION = (
    "Trained on the brain tumor dataset by Jun Cheng, figshare 2017, doi:10.6084/m9.figshare.1512427, CC BY 4.0; "
    "Cheng J. et al., PLoS ONE 2015 10(10):e0140381 and 2016 11(6):e0157112. "
    "Slices were averaged to 256 x 256, normalised and augmented for training."
)
NEGATIVES = (
    "436 slices without tumour from the Brain Tumor MRI Dataset (M. Nickparvar, Kaggle 2021, "
    "doi:10.34740/KAGGLE/DSV/2645886), CC0 as stated there; their true origin is undocumented. "
    "Used as empty masks in training only; they never enter a figure below."
)
VALIDATION_USE = (
    "The last epoch's mean weights are shipped; no epoch, weight or threshold of these networks was picked by a score. But folds 3 "
    "and 4 have steered the recipe of the versions before (1.0.0 to 1.2.1 were scored there); 1 and 2 have not."
)
LIMITS = [
    "Not a medical device. A proposal that a clinician must check, never a diagnosis.",
    "Knows one sequence: T1 after contrast agent. Other sequences give plausible-looking nonsense.",
    "Knows three untreated tumour types of adults from two hospitals in one city (2005 to 2010); recurrent or treated "
    "tumours, metastases, lymphoma, children and post-operative cavities were never seen.",
    "Gliomas are outlined clearly worse than the other types (see byClass of the segmenter), and some are missed.",
    "Works on one 2-D slice; every training slice of a patient shows the tumour. On slices without tumour it can mark "
    "vessels, dura, choroid plexus or the pituitary; look at the neighbouring slices.",
    "The figures are of patients from the same source as the training data; expect less elsewhere.",
]


def contract():
    """The input contract in the words of the card; `preprocess.py` is its reference."""
    return {
        "name": "image",
        "shape": ["n", 1, preprocess.SIZE, preprocess.SIZE],
        "type": "float32",
        "size": preprocess.SIZE,
        "fieldOfViewMm": preprocess.FIELD_OF_VIEW_MM,
        "sequence": "T1C",
        "orientation": "as displayed: rows downwards, columns to the viewer's right; any plane",
        "range": [0.0, 1.0],
        "lowPercentile": preprocess.LOW_PERCENTILE,
        "highPercentile": preprocess.HIGH_PERCENTILE,
        "steps": [
            "Work in float64; round to float32 at the end. The image has n pixels along an axis.",
            "Field of view along that axis, in source pixels: extent = fieldOfViewMm / spacingMm; without a known "
            "spacing extent = the longer of rows and columns, on both axes. It is centred: start = (n - extent) / 2.",
            "step = extent / size. Target pixel i covers [start + i*step, start + (i+1)*step) of the source axis, on "
            "which source pixel j covers [j, j+1).",
            "If step >= 1, average by area: weight of source pixel j = length of the overlap / step.",
            "Otherwise linear: c = start + (i + 0.5)*step - 0.5. If -0.5 <= c <= n - 0.5: l = floor(c), f = c - l, "
            "weight 1-f to pixel max(l, 0) and f to pixel min(l+1, n-1). Else all weights are 0.",
            "Resampled = vertical weights * image * transposed horizontal weights. Outside the image counts as 0.",
            "low = sorted[floor(lowPercentile*(m-1))] of all m = size*size resampled values, ascending.",
            "high = sorted[floor(highPercentile*(k-1))] of the k values strictly above the mean, ascending.",
            "If no value is above the mean or high <= low, the input is all zeros. "
            "Else input = clip((value - low) / (high - low), 0, 1).",
        ],
    }


BACK_TO_SOURCE = (
    "Probability on the source grid: along an axis, source pixel j reads c = (j + 0.5 - start)/step - 0.5 of the map. "
    "If -0.5 <= c <= size - 0.5: l = floor(c), f = c - l, weight 1-f to map pixel max(l, 0), f to min(l+1, size-1); "
    "else 0. A mask pixel is tumour where that probability is >= threshold. For a mask whose size differs from the "
    "image's (evaluation), take the mask's own rows and columns as the source grid, without spacing."
)
