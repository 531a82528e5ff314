import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

import halve


def network(values):
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])], "test",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 16])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 16])],
        [numpy_helper.from_array(values.astype(np.float32), "w")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_halved_answers_nearly_the_same_in_half_the_bytes():
    before = network(np.random.default_rng(1).normal(size=(16, 16)))

    after = halve.halved(before)

    assert len(after.SerializeToString()) < 0.75 * len(before.SerializeToString())
    assert 0 < halve.differences(before, after)["y"] < 0.01
    assert [w.data_type for w in after.graph.initializer] == [TensorProto.FLOAT16]
    assert before.graph.initializer[0].data_type == TensorProto.FLOAT


def test_halved_is_exact_for_weights_that_float16_holds():
    before = network(np.eye(16))

    assert halve.differences(before, halve.halved(before))["y"] == 0


@pytest.mark.parametrize("values", [np.full((16, 16), 1e6), np.full((16, 16), np.nan)])
def test_halved_refuses_what_float16_cannot_hold(values):
    with pytest.raises(ValueError):
        halve.halved(network(values))


def test_halved_refuses_a_file_without_large_weights():
    with pytest.raises(ValueError):
        halve.halved(network(np.eye(16)), least=1000)
