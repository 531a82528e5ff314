"""Training of Cairn's two tumour models: a segmenter and a classifier of contrast-enhanced T1 slices."""
