import json

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from texture import model
from texture.scores import Dirichlet, fit_dirichlet


NEUTRAL = Dirichlet(np.eye(4), np.zeros(4))


def score(content, row):
    """The Java evaluation in a few lines."""
    x = dict(zip(content["features"], row))
    scores = list(content["base"])
    for k, trees in enumerate(content["trees"]):
        for tree in trees:
            node = 0
            while tree["feature"][node] >= 0:
                value = x[content["features"][tree["feature"][node]]]
                node = tree["left" if np.float32(value) <= np.float32(tree["threshold"][node]) else "right"][node]
            scores[k] += tree["value"][node]
    return scores


def fitted():
    random = np.random.default_rng(7)
    x = random.normal(size=(600, 6)).astype(np.float32)
    y = (x[:, 0] > 0).astype(int) + 2 * (x[:, 3] + x[:, 4] > 0.3)
    return x, HistGradientBoostingClassifier(max_iter=12, max_leaf_nodes=6, random_state=1).fit(x, y)


def test_json_gives_the_scores_of_the_classifier():
    x, classifier = fitted()
    content = json.loads(model.to_json(classifier, list("abcdef"), (1, 2, 3), NEUTRAL, [0.1, 0.1, 0.1, 0.7]))
    columns = [list("abcdef").index(name) for name in content["features"]]
    ours = [score(content, row[columns].tolist()) for row in x[:100]]
    np.testing.assert_allclose(ours, classifier.decision_function(x[:100]), atol=1e-4)


def test_an_inner_node_holds_the_mean_of_its_leaves():
    _, classifier = fitted()
    nodes = classifier._predictors[0][0].nodes
    tree = model.tree(nodes)
    leaves = nodes["is_leaf"].astype(bool)
    mean = np.average(nodes["value"][leaves], weights=nodes["count"][leaves])
    assert abs(tree["value"][0] - mean) < 1e-5


def drawn(truth):
    random = np.random.default_rng(11)
    scores = random.normal(scale=2, size=(20000, 4))
    p = truth.probabilities(scores)
    return scores, p, (random.uniform(size=(20000, 1)) > p.cumsum(1)).sum(1)


def test_the_calibration_gives_back_what_spoilt_the_scores():
    scores, p, labels = drawn(
        Dirichlet([[0.6, 0.1, 0, 0], [0, 0.9, 0, 0.2], [0, 0, 0.5, 0], [0.1, 0, 0, 0.8]], [0.3, -0.2, 0, 0.1]))
    ours = fit_dirichlet(scores, labels).probabilities(scores)
    assert np.abs(ours - p).mean() < 0.01
    loss = [-np.log(q[np.arange(20000), labels]).mean() for q in (ours, NEUTRAL.probabilities(scores))]
    assert loss[0] < loss[1] - 0.05


def test_scores_that_are_right_are_left_alone():
    scores, p, labels = drawn(NEUTRAL)
    assert np.abs(fit_dirichlet(scores, labels).probabilities(scores) - p).mean() < 0.01
