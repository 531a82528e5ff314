import torch

from tumour.network import TumourNetwork, Views


def views():
    torch.manual_seed(1)
    return Views(TumourNetwork().eval())


def test_views_give_probabilities_of_the_images_size_and_the_same_logits_twice():
    with torch.no_grad():
        probability, tumours, kinds, embedding = views()(torch.rand(2, 1, 64, 64))
    assert probability.shape == (2, 1, 64, 64)
    assert 0 <= probability.min() and probability.max() <= 1
    assert tumours.shape == (2, 3) and kinds.shape == (2, 4) and embedding.shape == (2, 128)
    torch.testing.assert_close(tumours, kinds[:, :3])


def test_kind_does_not_depend_on_the_rest_of_the_batch():
    view, image = views(), torch.rand(3, 1, 64, 64)
    with torch.no_grad():
        logits, alone = view(image)[2], view(image[1:2])[2]
    torch.testing.assert_close(alone, logits[1:2], atol=1e-5, rtol=1e-4)
