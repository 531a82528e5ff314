"""Structures at risk: 3-D models on cropped volumes. First: the hippocampus, anterior and posterior."""
