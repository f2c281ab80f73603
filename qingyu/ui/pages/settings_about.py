"""关于: which version this is, whose work it stands on."""

from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

import qingyu
from qingyu.paths import resource
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

# Distribution → its licence, by the SPDX name.
_LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0-only"), ("peewee", "MIT"), ("reportlab", "BSD-3-Clause"),
    ("pillow", "MIT-CMU"), ("pypdfium2", "BSD-3-Clause / Apache-2.0"), ("openpyxl", "MIT"),
    ("pypinyin", "MIT"), ("lunar_python", "MIT"), ("platformdirs", "MIT"),
    ("sqlcipher3", "Zlib"), ("cryptography", "Apache-2.0 / BSD-3-Clause"), ("argon2-cffi", "MIT"),
)
_LICENCES = (
    ("思源黑体（Noto Sans SC）", ("fonts", "NotoSansSC-LICENSE.txt")),
    ("思源宋体（Noto Serif SC）", ("fonts", "NotoSerifSC-LICENSE.txt")),
    ("花园明朝（HanaMin）", ("fonts", "HanaMinB-LICENSE.txt")),
    ("图标 Lucide", ("icons", "LICENSE")),
)


class AboutPart(PageScroll):
    """Version, libraries with their licences, fonts and icons with theirs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        program = Card("info", "晴雨管家")
        program.add_line(words(f"第 {qingyu.__version__} 版　Qt {qVersion()}"))
        program.add_line(words("老旧小区居民自己管、自己服务的值班簿。程序按 MIT 许可发布。",
                               wrap=True))
        self.add(program)
        libraries = Card("book-open", "用到的程序库")
        for name, licence in _LIBRARIES:
            libraries.add_line(words(f"{name} {_version(name)}　{licence}", wrap=True))
        self.add(libraries)
        for title, path in _LICENCES:
            licence_card = Card("file-text", title)
            text = resource(*path).read_text(encoding="utf-8").strip()
            licence_card.add_line(words(text, "small", wrap=True))
            self.add(licence_card)
        self.column.addStretch(1)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
