"""import, export, template, demo-data from a shell."""

from pathlib import Path

from tests.cli.conftest import Run, answer


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


HEAD = ("电话", "姓名", "地址", "身份")


def test_a_file_is_imported_once_and_changes_nothing_again(
    run: Run, data: Path, tmp_path: Path
) -> None:
    file = workbook(
        tmp_path / "住户 名单.xlsx",
        HEAD,
        ("138 6741 2358", "张桂芳", "3幢2单元501", "业主"),
        (None, "李建国", "三号楼2单元502室", "租客"),
    )
    dry = answer(run("import", file, "--data", data, "--dry-run", "--json"))
    assert (dry["new"], dry["updated"], dry["unchanged"], dry["errors"]) == (2, 0, 0, [])
    assert answer(run("search", "张桂芳", "--json", "--data", data)) == []
    assert answer(run("import", file, "--data", data, "--json"))["new"] == 2
    again = answer(run("import", file, "--data", data, "--json"))
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert answer(run("search", "3-2-501", "--json", "--data", data))[0]["title"] == "张桂芳"


def test_one_wrong_row_stops_everything_and_is_named(run: Run, data: Path, tmp_path: Path) -> None:
    import json

    file = workbook(
        tmp_path / "a.xlsx",
        HEAD,
        ("13867412358", "张桂芳", "3-2-501", ""),
        ("abc", "李", "3-2-502", ""),
    )
    done = run("import", file, "--data", data, "--json")
    assert done.returncode == 1
    (error,) = json.loads(done.stdout)["errors"]
    assert (error["row"], error["column"]) == (3, "电话")
    assert answer(run("search", "张桂芳", "--json", "--data", data)) == []


def test_a_file_that_is_no_workbook_is_one_sentence(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.xlsx"
    file.write_bytes(b"PK\x03\x04 not a zip")
    done = run("import", file, "--data", data, "--json")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_an_export_comes_back_unchanged(run: Run, data: Path, tmp_path: Path) -> None:
    run("demo-data", "--data", data, "--households", "30", "--issues", "5", "--feedback", "5")
    out = tmp_path / "导出.xlsx"
    assert run("export", out, "--data", data).returncode == 0
    again = answer(run("import", out, "--data", data, "--json"))
    assert again["new"] == again["updated"] == 0
    assert again["unchanged"] > 0


def test_an_untouched_template_holds_nobody_and_says_so(
    run: Run, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "模板.xlsx"
    assert run("template", out).returncode == 0
    done = run("import", out, "--data", data, "--json")
    assert done.returncode == 1
    assert "没有住户" in done.stderr


def test_the_same_seed_makes_the_same_neighbourhood(run: Run, tmp_path: Path) -> None:
    pieces = []
    for name in ("a", "b"):
        data = tmp_path / name
        size = ("--seed", "7", "--households", "20", "--issues", "10", "--feedback", "10")
        assert run("demo-data", "--data", data, *size).returncode == 0
        found = answer(run("feedback", "--json", "--data", data))
        pieces.append([piece["text"] for piece in found])
    assert pieces[0] == pieces[1] and len(pieces[0]) == 10


def test_a_whole_book_goes_into_an_empty_folder(run: Run, book: Path, tmp_path: Path) -> None:
    out, new = tmp_path / "整本.xlsx", tmp_path / "新 书"
    assert "工单 1" in run("export", out, "--data", book).stdout
    dry = answer(run("import", out, "--data", new, "--dry-run", "--json"))
    assert {"name": "工单", "rows": 1} in dry["counts"]
    assert answer(run("issues", "--json", "--data", new)) == []
    assert "导入好了" in run("import", out, "--data", new).stdout
    assert answer(run("issues", "--json", "--data", new)) == answer(
        run("issues", "--json", "--data", book)
    )
    assert run("check", "--data", new).returncode == 0
