"""The server's plural forms are those of browsers."""

import json
import subprocess

from chalicelib.mail_texts import LANGUAGES_OF_ADMINS
from chalicelib.plural_forms import plural_form
from devtools.setup.python_packages import node

NUMBERS = [*range(1_300), 9_999, 10_000, 123_456, 999_999]
SCRIPT = """
const [languages, numbers] = JSON.parse(process.argv[1]);
const formsOf = (rules) => numbers.map((number) => rules.select(number));
console.log(JSON.stringify(languages.map((name) => [name, formsOf(new Intl.PluralRules(name))])));
"""


def test_each_language_of_the_dashboard_has_the_forms_that_browsers_use() -> None:
    languages = sorted(LANGUAGES_OF_ADMINS)
    command = [node(), "--eval", SCRIPT, "--", json.dumps([languages, NUMBERS])]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert [[name, [plural_form(name, number) for number in NUMBERS]] for name in languages] == json.loads(run.stdout)
