"""The classical member: measured features, boosted trees, their file and their figures."""
