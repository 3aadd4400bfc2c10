"""docs/operations.md lists what the doctor checks."""

import re

from deployment.doctor.run import EVERYWHERE, ON_STAGES, WITH_MAIL, WITH_MAIL_DOMAIN
from devtools.folders import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_part_of_the_doctor_is_described_with_where_it_is_checked() -> None:
    table = PAGE.partition("| Part | Checks |")[2].partition("\n\n")[0]
    described = re.findall(r"^\| (\w[\w ]*?)(?: \(([^)]*)\))? \|", table, re.MULTILINE)
    assert described == [
        *((part, "") for part in EVERYWHERE),
        *((part, "a stage") for part in ON_STAGES),
        *((part, "a stage with `--mail-from`") for part in WITH_MAIL),
        *((part, "a stage with `--mail-domain`") for part in WITH_MAIL_DOMAIN),
    ]
