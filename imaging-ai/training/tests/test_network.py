import torch

from tumour.network import Classifier, Segmenter, TumourNetwork


def network():
    torch.manual_seed(1)
    return TumourNetwork().eval()


def test_segmenter_gives_probabilities_of_the_images_size():
    with torch.no_grad():
        probability = Segmenter(network())(torch.rand(2, 1, 64, 64))
    assert probability.shape == (2, 1, 64, 64)
    assert 0 <= probability.min() and probability.max() <= 1


def test_segmenter_mirrors_with_the_image():
    segmenter, image = Segmenter(network()), torch.rand(1, 1, 64, 64)
    with torch.no_grad():
        torch.testing.assert_close(segmenter(image.flip(3)).flip(3), segmenter(image))


def test_classifier_does_not_depend_on_the_rest_of_the_batch():
    classifier, image = Classifier(network()), torch.rand(3, 1, 64, 64)
    with torch.no_grad():
        logits, embedding = classifier(image)
        alone, _ = classifier(image[1:2])
    assert logits.shape == (3, 3) and embedding.shape == (3, 128)
    torch.testing.assert_close(alone, logits[1:2], atol=1e-5, rtol=1e-4)
