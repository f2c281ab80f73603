"""The built wheel carries its resources and starts from any folder."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.soak
def test_an_installed_wheel_starts_from_any_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "环境"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "pip", "install", "-q", wheel], check=True, capture_output=True)
    words = tmp_path / "message.txt"
    words.write_text("3幢2单元501漏水\n", encoding="utf-8")
    with words.open("rb") as stdin:
        parsed = subprocess.run(
            [scripts / "qingyu", "parse"],
            cwd=tmp_path,
            stdin=stdin,
            capture_output=True,
            check=True,
        )
    assert '"room": "501"' in parsed.stdout.decode()
    fields = tmp_path / "f.json"
    fields.write_text('{"title": "通知", "body": "您好"}', encoding="utf-8")
    notice: list[str | Path] = [
        scripts / "qingyu",
        "notice",
        "--kind",
        "free",
        "--fields",
        fields,
        "-o",
        "n.pdf",
    ]
    subprocess.run(notice, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "n.pdf").read_bytes().startswith(b"%PDF")
