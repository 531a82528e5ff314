"""Who stands behind a set's patient numbers."""

import re


def person(patient):
    """Who is behind a patient number: MR024780B, D and E are examinations of one."""
    return re.sub(r"^(MR\d{6})[A-Z]$", r"\1", patient)
