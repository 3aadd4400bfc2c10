"""Formats of secrets that detect-secrets does not know: this project's own, and tokens outside of quotes."""

import re

from detect_secrets.plugins.base import RegexBasedDetector


class RefreshTokenDetector(RegexBasedDetector):
    secret_type = "Refresh Token"
    denylist = (re.compile(r"\brt_a_[\w-]{12}\.s_[\w-]{16}\.[\w-]{43}"),)


class PasswordHashDetector(RegexBasedDetector):
    secret_type = "Password Hash"
    # Without the hash's first character: detect-secrets takes what begins with a dollar sign for a variable.
    denylist = (re.compile(r"argon2id?\$v=\d+\$m=\d+,t=\d+,p=\d+\$[\w+/]{16,}\$[\w+/]{16,}"),)


class SigningKeysDetector(RegexBasedDetector):
    secret_type = "Signing Keys"
    denylist = (re.compile(r"[\"']current[\"']: *[\"'][\w-]{32,}"),)


class UnquotedDetector(RegexBasedDetector):
    secret_type = "AWS or NPM Secret"
    denylist = (
        re.compile(r"(?i:aws_?secret_?access_?key\s*[=:]\s*)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])"),
        re.compile(r"\bnpm_[A-Za-z0-9]{36}\b"),
    )
