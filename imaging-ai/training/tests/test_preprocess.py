import numpy as np
import pytest

from tumour import preprocess


@pytest.mark.parametrize("source, extent", [(512, 512.0), (256, 256.0), (192, 192.0), (64, 64.0), (250, 200.0), (90, 80.0)])
def test_axis_weights_sum_to_one_when_field_of_view_is_inside_image(source, extent):
    np.testing.assert_allclose(preprocess.axis_weights(source, extent, 192).sum(axis=1), 1.0)


def test_axis_weights_average_pairs_when_shrinking_by_two():
    weights = preprocess.axis_weights(384, 384.0, 192)
    assert weights[0, 0] == weights[0, 1] == 0.5
    assert np.count_nonzero(weights[0]) == 2


def test_resample_is_identity_when_size_matches():
    image = np.random.default_rng(1).random((192, 192))
    np.testing.assert_allclose(preprocess.resample(image), image)


def test_resample_centres_image_on_zeros_when_smaller_than_field_of_view():
    resampled = preprocess.resample(np.ones((100, 100)), spacing_mm=(1.0, 1.0))
    assert resampled[0, 0] == 0 and resampled[96, 96] == pytest.approx(1)
    np.testing.assert_allclose(resampled, resampled[::-1, ::-1], atol=1e-12)
    assert resampled.sum() * (250 / 192) ** 2 == pytest.approx(100 * 100)


def test_network_input_ignores_gain_and_offset():
    image = np.random.default_rng(2).random((200, 180)) * 100
    padded = np.pad(image, ((0, 0), (10, 10)))
    np.testing.assert_allclose(preprocess.network_input(padded), preprocess.network_input(padded * 7), atol=1e-6)


def test_network_input_is_zero_when_slice_is_flat():
    assert not preprocess.network_input(np.full((50, 50), 3.0)).any()


def test_intensity_range_takes_ordered_values_without_interpolation():
    values = np.arange(1000.0)
    low, high = preprocess.intensity_range(values)
    assert low == 9 and high == 500 + 496


def test_to_source_returns_constant_inside_and_zero_outside_field_of_view():
    back = preprocess.to_source(np.ones((192, 192)), (400, 300), spacing_mm=(1.0, 1.0))
    assert back[200, 150] == pytest.approx(1) and back[0, 150] == 0 and back[200, 0] == 0


def test_to_source_puts_a_blob_back_where_it_was():
    image = np.zeros((320, 280))
    image[100:140, 60:100] = 1
    spacing = (0.6875, 0.6875)
    back = preprocess.to_source(preprocess.resample(image, spacing), image.shape, spacing) >= 0.5
    assert (back != (image > 0)).sum() <= 8
