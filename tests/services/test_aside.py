"""What restores set aside: named with its size, and gone once the lead says so."""

from pathlib import Path

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, aside, check, journal
from qingyu.services import steward as stewards


def test_it_is_counted_and_discarded_by_the_lead_alone(founded: Store, tmp_path: Path) -> None:
    root = founded.folder.root
    others = tmp_path / "别处"
    others.mkdir()
    for name in ("替换前-20261123-120000", "损坏原件-20261123-120000-2", "替换前-我自己的"):
        (root / name).mkdir()
        (root / name / "qingyu.db").write_bytes(b"x" * 1000)
    assert [path.name[:3] for path in aside.kept(founded.folder)] == ["损坏原", "替换前"]
    assert aside.size(founded.folder) == 2000
    (ident,) = stewards.add(founded, Steward(0, "看看", Role.VIEWER), by=1).ids(Noun.STEWARD)
    with pytest.raises(RuleError, match="观察员"):
        aside.discard(founded, by=ident)
    aside.discard(founded, by=1)
    assert aside.kept(founded.folder) == () and aside.size(founded.folder) == 0
    assert (root / "替换前-我自己的" / "qingyu.db").exists() and others.exists()
    assert journal.entries(founded)[0].verb == "删掉收好的旧资料 2 份"
    assert check.faults(founded) == ()
