"""Tokens with which a site's own programs make the calls of an admin."""

from dataclasses import dataclass
from typing import Literal

ApiScope = Literal["conversations:read", "conversations:write"]


@dataclass(frozen=True, slots=True)
class ApiToken:
    """`used_at`: when it was last used, to the hour; 0: never."""

    id: str
    name: str
    scopes: tuple[ApiScope, ...]
    secret_hash: str
    created_by: str
    created_at: int
    used_at: int = 0
