"""Hypothesis strategies for requests and frames that no page sends, and for almost valid ones."""

import json
from typing import Any

from hypothesis import strategies as st

# Any code point, lone surrogates included, and more often those that the rules mention.
CHARACTERS = (
    st.characters() | st.characters(categories=["Cc", "Cs", "Zs", "Cf"]) | st.sampled_from('\t\n\r \x00{}[]":,')
)
TEXTS = st.text(CHARACTERS, max_size=30)
NUMBERS = st.integers() | st.floats() | st.sampled_from([0, 1, -1, 2**31, 2**53 - 1, 2**53, 2**63, 10**40, 1e308, -0.0])
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=8
)
CONVERSATION_IDS = st.from_regex(r"c_[A-Za-z0-9_-]{16}", fullmatch=True) | TEXTS
CURSORS = st.dictionaries(CONVERSATION_IDS, st.integers(0, 10) | VALUES, max_size=24)
TYPES = st.sampled_from(["ping", "resume", "typing", "viewing", "pong", "error", "Resume", ""]) | VALUES
FRAME_FIELDS = st.fixed_dictionaries(
    {},
    optional={"type": TYPES, "cursors": CURSORS | VALUES, "conversation_id": VALUES, "away": VALUES, "extra": VALUES},
)
RESUMES = st.fixed_dictionaries({"type": st.just("resume"), "cursors": CURSORS}, optional={"away": st.booleans()})
PRESENCE = st.fixed_dictionaries(
    {"type": st.sampled_from(["viewing", "typing"]), "conversation_id": CONVERSATION_IDS | st.none()},
    optional={"stopped": st.booleans() | VALUES},
)

AS_JSON = st.builds(
    lambda value, ascii, indent: json.dumps(value, ensure_ascii=ascii, indent=indent),
    FRAME_FIELDS | RESUMES | PRESENCE | VALUES,
    st.booleans(),
    st.sampled_from([None, 1]),
)
CUT = st.builds(lambda text, at: text[:at], AS_JSON, st.integers(0, 60))
SPLICED = st.builds(lambda text, at, more: text[:at] + more + text[at:], AS_JSON, st.integers(0, 60), TEXTS)
BYTES = st.binary(max_size=60).map(lambda raw: raw.decode("latin-1"))
HUGE = st.builds(
    lambda piece, times, tail: piece * times + tail,
    st.sampled_from(["[", '{"type":', "9", " ", "x", '"', "\N{TEAPOT}", '{"type":"ping"}', "\\u0000", "-"]),
    st.integers(1_000, 32_000),  # API Gateway's limit for frames is 32 KB
    TEXTS,
)
FRAMES = AS_JSON | CUT | SPLICED | TEXTS | BYTES | HUGE
