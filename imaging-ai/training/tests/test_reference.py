import numpy as np

from volumes import reference


def test_slide_gives_back_what_a_network_that_copies_gives():
    rng = np.random.default_rng(1)
    channels = rng.normal(size=(2, 13, 9, 20))

    blended = reference.slide(lambda image: image, channels, (8, 8, 8), 0.5)

    assert np.allclose(blended, channels, atol=1e-6)


def test_starts_lie_in_the_middle_of_a_longer_patch():
    assert reference.starts(41, 48, 0.5) == [-3]
    assert reference.starts(240, 128, 0.5) == [0, 56, 112]


def test_working_grid_keeps_the_centre_and_turns_the_axes():
    affine = np.diag([1.5, 1.5, 2, 1])
    shape, to = reference.working_grid(((40, 44, 30), affine), "RAS", (1, 1, 1))

    assert shape == (60, 66, 60)
    assert (np.diag(to)[:3] == (-1, -1, 1)).all()
    assert np.allclose(to @ [29.5, 32.5, 29.5, 1], affine @ [19.5, 21.5, 14.5, 1])
