import json

import ship_fusion


def test_the_fusions_figures_name_what_was_measured(tmp_path):
    folder = tmp_path / "cheng_t1ce" / ship_fusion.NAME
    folder.mkdir(parents=True)
    (folder / "metrics.json").write_text(json.dumps({
        "cases": 24, "patients": 6,
        "models": [{"name": "another", "version": "1", "sha256": "00"},
                   {"name": ship_fusion.NAME, "version": "2.2.0", "sha256": "ab"}],
        "classification": {"accuracy": 0.95, "accuracyCi95": [0.9, 1.0], "brier": 0.1},
    }))
    written = ship_fusion.figures_of(tmp_path)
    assert (written["version"], written["sha256"]) == ("2.2.0", "ab")
    assert written["metrics"]["accuracyCi95"] == [0.9, 1.0]
    assert "brier" not in written["metrics"]
