"""Every file of the course's data sets: where it comes from, how it is recognised, under which licence.

A file is known by its SHA-256. Two kinds of files need more: a zip that each mirror packs anew is known by what it
holds, and a table to which its publisher adds a line every month is known by how it begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["DATA_SETS", "FILES", "DataFile", "DataSet"]

D2L: Final = "d2l-data.s3-accelerate.amazonaws.com"
GITHUB: Final = "https://raw.githubusercontent.com"
FASHION: Final = (
    f"{GITHUB}/zalandoresearch/fashion-mnist/master/data/fashion/",
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
)
REVIEWS: Final = f"{GITHUB}/dennybritz/cnn-text-classification-tf/master/data/rt-polaritydata/"


@dataclass(frozen=True)
class DataFile:
    """A file, its mirrors, and how it is recognised.

    name: path below ``$D2LCOURSE_DATA`` and below the cache.
    size: in bytes.
    sha256: of the whole file; several where several editions are as good.
    urls: mirrors, tried in this order; none where the file can only be given in a folder.
    members: for a zip, the beginning of the names of those members that matter.
    members_sha256: of the contents of those members, one after the other in the order of their names.
    begins: for a table that grows: its first bytes; later issues have at least ``size`` bytes.
    """

    name: str
    size: int
    sha256: tuple[str, ...]
    urls: tuple[str, ...] = ()
    members: str = ""
    members_sha256: str = ""
    begins: bytes = b""


@dataclass(frozen=True)
class DataSet:
    """Files that belong together.

    name: what ``d2lcourse data NAME`` takes.
    title: for people.
    files: of which it consists.
    licence: under which it may be used, and who is to be named.
    lecture: which uses it first.
    """

    name: str
    title: str
    files: tuple[DataFile, ...]
    licence: str
    lecture: str

    @property
    def size(self) -> int:
        """Of all files together, in bytes."""
        return sum(file.size for file in self.files)


def _fashion(name: str, size: int, sha256: str) -> DataFile:
    return DataFile(f"fashion-mnist/{name}", size, (sha256,), tuple(mirror + name for mirror in FASHION))


def _d2l(name: str, size: int, sha256: str, *mirrors: str) -> DataFile:
    return DataFile(name, size, (sha256,), (f"https://{D2L}/{name}", *mirrors, f"http://{D2L}/{name}"))


DATA_SETS: Final = (
    DataSet(
        "fashion-mnist",
        "Fashion-MNIST",
        (
            _fashion(
                "train-images-idx3-ubyte.gz",
                26_421_880,
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            ),
            _fashion(
                "train-labels-idx1-ubyte.gz",
                29_515,
                "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            ),
            _fashion(
                "t10k-images-idx3-ubyte.gz",
                4_422_102,
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            ),
            _fashion(
                "t10k-labels-idx1-ubyte.gz",
                5_148,
                "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
            ),
        ),
        "MIT, Zalando SE",
        "00_introduction",
    ),
    DataSet(
        "airfoil",
        "NASA airfoil self-noise",
        (
            _d2l(
                "airfoil_self_noise.dat",
                59_984,
                "74c75fd71783f1e6b71f8a622b993dc592897a97cd689c5090a07147a1b097b3",
                "https://archive.ics.uci.edu/ml/machine-learning-databases/00291/airfoil_self_noise.dat",
            ),
        ),
        "CC BY 4.0, Brooks, Pope and Marcolini, NASA 1989 (UCI)",
        "03_linear_regression",
    ),
    DataSet(
        "timemachine",
        "H. G. Wells, The Time Machine",
        (_d2l("timemachine.txt", 178_979, "8424dbd9532ac81f7e5f0b6add90e6952baea29158309d7d1bf3884f4e12c516"),),
        "public domain",
        "06_language_models",
    ),
    DataSet(
        "fra-eng",
        "English-French sentence pairs",
        (
            DataFile(
                "fra-eng.zip",
                3_415_977,
                ("abdb69c97b6a6087e849c936cff7097116d46eadcda62f4b7702c0e12c68b0ee",),
                (f"https://{D2L}/fra-eng.zip", f"http://{D2L}/fra-eng.zip"),
                members="fra-eng/fra.txt",
                members_sha256="0bb85dbaa1c896844649094d7eaf2e34bee34e84fe362b26ce7e8f2e12aae104",
            ),
        ),
        "CC BY 2.0, tatoeba.org and manythings.org/anki",
        "11_embeddings",
    ),
    DataSet(
        "spa-eng",
        "English-Spanish sentence pairs",
        (
            DataFile(
                "spa-eng.zip",
                2_767_131,
                ("f80e581ae291aa34dd3aba7bd98b5e9505234da4318e2f3295df70a1520c7f61",),
                ("https://storage.googleapis.com/download.tensorflow.org/data/spa-eng.zip",),
                members="spa-eng/spa.txt",
                members_sha256="6ec60e212f812ee3430f7568ea6f33b6fb080e32193c5952e8da0ee8ba45574c",
            ),
        ),
        "CC BY 2.0, tatoeba.org and manythings.org/anki",
        "11_embeddings",
    ),
    DataSet(
        "sunspots",
        "Sunspot numbers, monthly and yearly",
        (
            DataFile(
                "SN_m_tot_V2.0.csv",
                125_248,
                ("b9f1130eab561c7faf459b31dfd265ba379ed39e90a0c14d92fceffbbd139030",),
                ("https://www.sidc.be/SILSO/INFO/snmtotcsv.php",),
                begins=b"1749;01;1749.042;  96.7;",
            ),
            DataFile(
                "SN_y_tot_V2.0.csv",
                9_309,
                ("cf3537d07a894506b6bc37827bc50f68ae34d20205b0c46f4629fb06927d0e2d",),
                ("https://www.sidc.be/SILSO/INFO/snytotcsv.php",),
                begins=b"1700.5;   8.3;",
            ),
        ),
        "CC BY-NC 4.0, WDC-SILSO, Royal Observatory of Belgium, Brussels",
        "06_language_models",
    ),
    DataSet(
        "reviews",
        "Movie-review snippets, positive and negative",
        (
            DataFile(
                "rt-polaritydata/rt-polarity.pos",
                626_395,
                ("4134882974a28d0c7b5151256f0e33a6169984ee7372c279e673f1114f475d58",),
                (f"{REVIEWS}rt-polarity.pos",),
            ),
            DataFile(
                "rt-polaritydata/rt-polarity.neg",
                612_506,
                ("2d11cfbc790f1cd96d78339f41ce53ced1efa83cd22d37d6788fa3fe3d17e2fd",),
                (f"{REVIEWS}rt-polarity.neg",),
            ),
        ),
        "none stated by the authors; cite Pang and Lee, ACL 2005",
        "11_embeddings",
    ),
    DataSet(
        "names",
        "Given names",
        (
            DataFile(
                "names.txt",
                228_145,
                ("0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d",),
                (f"{GITHUB}/karpathy/makemore/master/names.txt",),
            ),
        ),
        "public domain (ssa.gov), list of makemore (MIT)",
        "00_introduction",
    ),
    DataSet(
        "names-by-language",
        "Surnames by language",
        (
            DataFile(
                "names_by_language.zip",
                62_944,
                ("52e3ce21d408d2ed297489d434e7c97db337f10d8de647982f4ad5d83bb5174a",),
                members="data/names/",
                members_sha256="b878953b47975bcd139f6c1b0f73d49878e218b1407726932325abf2415ad512",
            ),
        ),
        "MIT, spro/practical-pytorch",
        "14_applications",
    ),
    DataSet(
        "ecg",
        "Five minutes of ECG (MIT-BIH record 208)",
        (
            DataFile(
                "ecg.dat",
                119_035,
                ("f20ad3365fb9b7f845d0e5c48b6fe67081377ee466c3a220b7f69f35c8958baf",),
                (f"{GITHUB}/scipy/dataset-ecg/main/ecg.dat",),
            ),
        ),
        "ODC-By 1.0, MIT-BIH Arrhythmia Database, PhysioNet",
        "14_applications",
    ),
    DataSet(
        "ecg-beats",
        "ECG with its beats (MIT-BIH record 100)",
        (
            DataFile(
                "ecg_mitdb100.csv.gz",
                215_982,
                ("8cdaa88fa06490211e2f3d1d3a997e2391f4f7bfc1db9c33f0101d6eec44752b",),
            ),
            DataFile(
                "ecg_mitdb100_beats.csv",
                2_969,
                ("dbcb98b7b61d44f77ec96043a77e893a7af3483c1b4908cb151474af2a590fb9",),
            ),
        ),
        "ODC-By 1.0, Moody and Mark 2001, Goldberger et al. 2000, PhysioNet",
        "14_applications",
    ),
)

FILES: Final = {file.name: file for data_set in DATA_SETS for file in data_set.files}
