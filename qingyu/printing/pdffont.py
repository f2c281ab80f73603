"""A face inside one PDF: numbered characters, one subset, and text that copies as typed."""

from typing import Any

from qingyu.printing.face import Face

_BLOCK = 100  # a bfchar block may hold at most 100 lines (PDF 32000-1, 9.10.3)


class EmbeddedFont:
    """A composite font (Identity-H) of one face in one document; reportlab calls addObjects.

    reportlab's own TrueType fonts write wrong ToUnicode maps above U+FFFF and change fonts
    every 256 characters; here each character of the document has its own number.
    """

    def __init__(self, face: Face, number: int) -> None:
        self.face = face
        self.name = f"Q{number}"
        self._codes: dict[tuple[str, str], int] = {}

    def code(self, char: str, shape: str) -> str:
        """The character's number in this font, as four hexadecimal digits."""
        key = (char, shape)
        number = self._codes.get(key)
        if number is None:
            number = self._codes[key] = len(self._codes) + 1
        return f"{number:04X}"

    def addObjects(self, doc: Any) -> None:
        """Write the font's objects into the finished reportlab document."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

        identity = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity")}
        shapes = list(dict.fromkeys(shape for _, shape in self._codes))
        base = f"QINGYU+{self.face.name}"
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(base),
                "CIDSystemInfo": PDFDictionary({**identity, "Supplement": 0}),
                "FontDescriptor": self._descriptor(doc, base, shapes),
                "DW": 1000,
                "W": PDFArray([1, PDFArray(self._widths())]),
                "CIDToGIDMap": _stream(doc, self._glyph_map(shapes), f"{self.name}gid"),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(base),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([doc.Reference(descendant, f"{self.name}cid")]),
                "ToUnicode": _stream(doc, self._to_unicode(), f"{self.name}unicode"),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font, f"{self.name}font")

    def _descriptor(self, doc: Any, base: str, shapes: list[str]) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        metrics = self.face.metrics
        return doc.Reference(
            PDFDictionary(
                {
                    "Type": PDFName("FontDescriptor"),
                    "FontName": PDFName(base),
                    "Flags": 4,
                    "FontBBox": PDFArray(list(metrics.box)),
                    "ItalicAngle": metrics.italic_angle,
                    "Ascent": metrics.ascent,
                    "Descent": metrics.descent,
                    "CapHeight": metrics.cap_height,
                    "StemV": metrics.stem,
                    "FontFile2": _stream(doc, self.face.subset(shapes), f"{self.name}file", True),
                }
            ),
            f"{self.name}descriptor",
        )

    def _widths(self) -> list[float]:
        return [round((self.face.width(shape) or 0) * 1000, 3) for _, shape in self._codes]

    def _glyph_map(self, shapes: list[str]) -> bytes:
        """Two bytes per number: the glyph in the subset, counted as Face.subset counts."""
        numbers: dict[int, int] = {}
        for shape in shapes:
            numbers.setdefault(self.face.glyph(shape), len(numbers) + 1)
        glyphs = [0, *(numbers[self.face.glyph(shape)] for _, shape in self._codes)]
        return b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)

    def _to_unicode(self) -> bytes:
        lines = [
            f"<{number:04X}> <{char.encode('utf-16-be').hex().upper()}>"
            for (char, _), number in self._codes.items()
        ]
        blocks = [
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
            for block in (lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK))
        ]
        return "\n".join([_CMAP_HEAD, *blocks, _CMAP_TAIL]).encode("ascii")


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def _stream(doc: Any, content: bytes, name: str, is_font: bool = False) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress

    stream = PDFStream(content=content, filters=[PDFZCompress])
    if is_font:
        stream.dictionary["Length1"] = len(content)
    return doc.Reference(stream, name)
