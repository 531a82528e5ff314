import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

import narrow


def network(values, axes=("n", 16)):
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["p"]), helper.make_node("Add", ["p", "b"], ["y"])], "test",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, axes)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, axes)],
        [numpy_helper.from_array(values.astype(np.float32), "w"), numpy_helper.from_array(np.ones(16, np.float32), "b")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_narrowed_answers_nearly_the_same_in_a_fraction_of_the_bytes():
    before = network(np.random.default_rng(1).normal(size=(16, 16)))

    after = narrow.narrowed(before)

    assert len(after.SerializeToString()) < 0.6 * len(before.SerializeToString())
    assert 0 < narrow.differences(before, after)["y"] < 0.1
    assert after.graph.initializer[0].data_type == TensorProto.INT8
    assert before.graph.initializer[0].data_type == TensorProto.FLOAT


def test_scale_goes_by_the_first_axis_so_that_small_channels_keep_their_precision():
    values = np.random.default_rng(2).normal(size=(16, 16)) * np.logspace(-3, 3, 16)[:, None]
    after = {w.name: numpy_helper.to_array(w) for w in narrow.narrowed(network(values)).graph.initializer}
    found = after["w_byte"].astype(np.float32) * after["w_scale"]
    assert (np.abs(found - values).max(1) <= np.abs(values).max(1) / 250).all()


def test_narrowed_is_exact_for_weights_that_it_can_hold():
    before = network(np.eye(16))
    assert narrow.differences(before, narrow.narrowed(before))["y"] == 0


def test_half_precision_weights_are_widened_first():
    values = np.random.default_rng(3).normal(size=(16, 16)).astype(np.float16)
    half = network(values)
    half.graph.initializer[0].CopyFrom(numpy_helper.from_array(values, "w_half"))
    half.graph.node.insert(0, helper.make_node("Cast", ["w_half"], ["w"], to=TensorProto.FLOAT))
    onnx.checker.check_model(half)
    again, plain = narrow.narrowed(half), narrow.narrowed(network(values))
    assert narrow.differences(again, plain)["y"] == 0
    assert len(again.SerializeToString()) == len(plain.SerializeToString())


@pytest.mark.parametrize("values", [np.full((16, 16), np.inf), np.full((16, 16), np.nan)])
def test_narrowed_refuses_what_is_no_number(values):
    with pytest.raises(ValueError):
        narrow.narrowed(network(values))


def test_narrowed_refuses_a_file_without_large_weights():
    with pytest.raises(ValueError):
        narrow.narrowed(network(np.eye(16)), least=1000)
