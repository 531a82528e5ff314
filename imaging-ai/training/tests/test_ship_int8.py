import int8
import ship_int8


def test_variant_never_takes_the_place_of_the_file_it_was_made_from(tmp_path, monkeypatch):
    shipped = tmp_path / "cheng-t1c-a.onnx"
    shipped.write_bytes(b"weights")

    def made(model, inputs, out):
        (out / "int8.onnx").write_bytes(b"fewer")
        return out / "int8.onnx"

    monkeypatch.setattr(int8, "quantised", made)
    seen = [{"dataset": "cheng_t1ce", "folds": [1]}]
    entry = ship_int8.variant({"file": shipped.name, "trainedOn": seen}, tmp_path, [], tmp_path)
    assert entry["file"] == "cheng-t1c-a-int8.onnx" and (tmp_path / entry["file"]).read_bytes() == b"fewer"
    assert shipped.read_bytes() == b"weights"
