"""Files inside .zip, .tar and .gz.

Nothing is unpacked to disk. Limits keep a small file from filling the memory: MEMBER bytes for one member, TOTAL for
all, MEMBERS of them, and no more than RATIO times its packed size for a member above SMALL.
"""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from factpipe.errors import InputError
from factpipe.readers.decoding import name_of

MEMBER = 1 << 28
TOTAL = 1 << 34
MEMBERS = 200_000
RATIO = 200
SMALL = 1 << 20


class Member(NamedTuple):
    """A file of an archive: its path in it, and its bytes, or why they are not to be had."""

    name: str
    data: bytes | InputError


def members(file: BinaryIO, kind: str) -> Iterator[Member]:
    """The files of an archive (`zip` or `tar`, packed in whatever way) in its order.

    Errors: InputError of kind `archive` where the archive itself cannot be read, or `limit`.
    """
    read = _zip if kind == "zip" else _tar
    total = 0
    try:
        for number, member in enumerate(read(file)):
            if number >= MEMBERS:
                raise InputError("limit", f"more than {MEMBERS:,} members; split the archive")
            if isinstance(member.data, bytes):
                total += len(member.data)
            if total > TOTAL:
                raise InputError("limit", f"more than {TOTAL >> 30} GB unpacked; unpack it and give the folder")
            yield member
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        raise InputError("archive", f"damaged or cut off ({error}); fetch it again") from None


def gunzipped(file: BinaryIO) -> BinaryIO:
    """What a .gz file holds, as a seekable file. Errors: InputError of kind `limit` or `archive`."""
    with gzip.GzipFile(fileobj=file) as packed:
        try:
            data = packed.read(MEMBER + 1)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError("archive", f"damaged or cut off ({error}); fetch it again") from None
    if len(data) > MEMBER:
        raise InputError("limit", f"more than {MEMBER >> 20} MB unpacked; unpack it first")
    return io.BytesIO(data)


def _unsafe(name: str) -> bool:
    return (
        name.startswith(("/", "\\"))
        or ".." in name.replace("\\", "/").split("/")
        or ":" in name.split("/", maxsplit=1)[0]
    )


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _refused(name: str) -> Member | None:
    if _unsafe(name):
        told = f"its name {name!r} leads out of the archive; it was not read"
        return Member(name.replace("\\", "/").rpartition("/")[2] or "unnamed", InputError("unsafe", told))
    return None


def _too_large(name: str, size: int, packed: int | None) -> Member | None:
    if size > MEMBER:
        return Member(name, InputError("limit", f"more than {MEMBER >> 20} MB unpacked; unpack it first"))
    if packed is not None and size > SMALL and size > RATIO * max(1, packed):
        return Member(name, InputError("limit", f"unpacks to more than {RATIO} times its size, as a zip bomb does"))
    return None


def _zip(file: BinaryIO) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = _zip_name(info)
            if info.is_dir() or _hidden(name.replace("../", "")):
                continue
            refused = _refused(name) or _too_large(name, info.file_size, info.compress_size)
            if refused is not None:
                yield refused
            elif info.flag_bits & 1:
                yield Member(name, InputError("encrypted", "an encrypted member; unpack it with its password first"))
            else:
                yield Member(name, _limited(archive, info))


def _limited(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | InputError:
    """The member's bytes; its header may lie about how many there are."""
    try:
        with archive.open(info) as member:
            data = member.read(info.file_size + 1)
    except (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, NotImplementedError) as error:
        return InputError("archive", f"damaged ({error}); fetch the archive again")
    return data if len(data) <= info.file_size else InputError("archive", "larger than the archive says; not read")


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name, which the module has read as the encoding of MS-DOS where it is not marked as UTF-8."""
    return info.filename if info.flag_bits & 0x800 else name_of(info.filename.encode("cp437", "replace"))


def _tar(file: BinaryIO) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r:*", encoding="utf-8") as archive:
        for info in archive:
            name = name_of(info.name.encode("utf-8", "surrogateescape")).removeprefix("./")
            if not info.isfile() or _hidden(name.replace("../", "")):
                continue
            refused = _refused(name) or _too_large(name, info.size, None)
            if refused is not None:
                yield refused
                continue
            member = archive.extractfile(info)
            yield Member(name, member.read(info.size) if member is not None else b"")
