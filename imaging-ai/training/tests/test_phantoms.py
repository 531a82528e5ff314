import numpy as np

from volumes import phantoms


def test_drawn_nests_the_regions_inside_the_head():
    sequences, regions = phantoms.drawn(7)

    whole, core, rim = (regions[name] for name in phantoms.REGIONS)
    assert rim.any() and (core >= rim).all() and (whole >= core).all()
    assert (core & ~rim).any()
    for values in sequences.values():
        assert ((values > 0) >= whole).all()


def test_drawn_gives_the_same_head_for_the_same_seed_only():
    first, again, other = (phantoms.drawn(seed)[0]["FLAIR"] for seed in (1, 1, 2))

    assert (first == again).all()
    assert (first != other).mean() > 0.2


def test_drawn_tells_the_rim_from_the_vessel_by_no_sequence_alone():
    number = phantoms.SEQUENCES.index("T1C")
    assert abs(phantoms.TISSUES["rim"][number] - phantoms.TISSUES["vessel"][number]) < 40
    assert np.abs(phantoms.noise(phantoms.SHAPE, number, 1)).max() <= 40
