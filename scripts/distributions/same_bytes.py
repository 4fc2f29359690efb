"""Says in what two files differ that should be the same, as far as the names of an archive's members."""

import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path


def difference(one: Path, other: Path) -> str:
    """What differs, in one line; empty where the bytes are the same."""
    if one.read_bytes() == other.read_bytes():
        return ""
    mine, others = _members(one), _members(other)
    names = sorted(name for name in {**mine, **others} if mine.get(name) != others.get(name))
    return f"{one.name} differs in {', '.join(names[:10]) or 'its packing alone'}"


def _members(path: Path) -> Mapping[str, object]:
    """What stands in an archive by name, with the contents, time and mode of each; nothing for any other file."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as zipped:
            return {one.filename: (one.date_time, one.external_attr, one.CRC) for one in zipped.infolist()}
    if tarfile.is_tarfile(path):
        with tarfile.open(path) as tarred:
            return {one.name: (one.mtime, one.mode, one.uid, _contents(tarred, one)) for one in tarred.getmembers()}
    return {}


def _contents(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    read = archive.extractfile(member)
    return b"" if read is None else read.read()
