import json

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from texture import model


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
    content = json.loads(model.to_json(classifier, list("abcdef"), (1, 2, 3), 1.0, [0.1, 0.1, 0.1, 0.7]))
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
