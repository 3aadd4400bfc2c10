"""Shared libraries without what only debuggers and linkers read.

A library's symbol table and section headers come after its segments, and the dynamic loader reads the segments alone.
So they can be cut off by Python, on any system and for any processor.
"""

import struct

HEADER = struct.Struct("<16sHHIQQQIHHHHHH")  # of an ELF file of 64 bits, little-endian
SEGMENT = struct.Struct("<IIQQQQQQ")
MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian


def stripped(library: bytes) -> bytes:
    """Returns the library up to the end of its last segment. Raises `ValueError` if this is no such library."""
    if not library.startswith(MAGIC):
        raise ValueError("This is not an ELF file of 64 bits.")
    fields = list(HEADER.unpack_from(library))
    segments_at, segment_count = fields[5], fields[10]
    end = HEADER.size
    for number in range(segment_count):
        _, _, offset, _, _, size, _, _ = SEGMENT.unpack_from(library, segments_at + number * SEGMENT.size)
        end = max(end, offset + size)
    fields[6] = fields[11] = fields[12] = fields[13] = 0  # where the section headers are, and how many
    return HEADER.pack(*fields) + library[HEADER.size : end]
