"""Makes the CJK fonts of the forms from Debian's fonts-noto-cjk. Arguments: source folder, output folder."""
import sys
from pathlib import Path
from fontTools import subset
from fontTools.ttLib import TTCollection

def encodable(codec, spans):
    out = set()
    for a, b in spans:
        for c in range(a, b + 1):
            try:
                chr(c).encode(codec)
                out.add(c)
            except UnicodeEncodeError:
                pass
    return out

BMP = [(0x20, 0xD7FF), (0xF900, 0xFFEF)]
BIG5_FREQUENT = {ord(bytes([a, b]).decode("big5")) for a in range(0xA4, 0xC6) for b in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]}
# Regular: every character the source has (all of GB 18030's ideographs in it, kana, Hangul), one form each.
regular = None
# Bold: titles, names and labels: GB 2312, the frequent half of Big5, ASCII and punctuation.
bold = encodable("gb2312", BMP) | BIG5_FREQUENT | set(range(0x20, 0x7F)) | set(range(0x2010, 0x2040)) | set(range(0xFF00, 0xFFF0)) | {0xFFFD}

def make(source, weight, unicodes, out):
    face = next(f for f in TTCollection(source).fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC" or f["name"].getDebugName(16) == "Noto Sans CJK SC")
    o = subset.Options()
    o.hinting = False
    o.layout_features = ["ccmp", "kern", "mark", "mkmk"]
    o.name_IDs = ["*"]
    o.name_languages = [0x409]
    o.notdef_outline = True
    o.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    s = subset.Subsetter(o)
    s.populate(unicodes=unicodes or face.getBestCmap().keys())
    s.subset(face)
    face.flavor = None
    face.save(out)
    print(out, Path(out).stat().st_size, len(face.getGlyphOrder()), len(face.getBestCmap()))

src, dst = Path(sys.argv[1]), Path(sys.argv[2])
make(src / "NotoSansCJK-Regular.ttc", "Regular", regular, dst / "NotoSansCJKsc-Regular.otf")
make(src / "NotoSansCJK-Bold.ttc", "Bold", bold, dst / "NotoSansCJKsc-Bold.otf")
