"""Its place makes `tumour` importable for the tests."""
