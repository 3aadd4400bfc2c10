"""The commands of the AWS CLI in the documentation: read and run with botocore's own descriptions of the services.

Tests put a script that calls `main` on the PATH as `aws`: so they need no AWS CLI, and run the shell lines unchanged.
"""

import json
import re
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import botocore.session
import jmespath
from botocore import xform_name
from botocore.model import OperationModel, Shape

GLOBAL = ("query", "output", "region", "cli-binary-format")
BY_CLI_ITSELF = {"configure", "sso", "cloudformation deploy", "s3 sync"}  # commands that are no operation of a service


class CommandUnknown(ValueError):
    """The AWS CLI has no such service, operation or option, or a required option is missing."""


@dataclass
class Command:
    service: str
    operation: str  # as a method of a client
    parameters: dict[str, Any] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)  # the CLI's own: GLOBAL
    to_file: str = ""  # where the body of the answer goes


def parse(words: list[str], *, read: bool = False) -> Command:
    """`words`: after `aws`. `read`: whether values with file:// are read."""
    service, name, *rest = words
    model = operation_of(service, name)
    shape = model.input_shape
    members = {xform_name(member, "-"): member for member in shape.members} if shape else {}
    command = Command(service, xform_name(model.name))
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            if command.to_file or not streams_its_answer(model):
                raise CommandUnknown(f"{service} {name}: {word} belongs to no option")
            command.to_file = word
            continue
        option = word.removeprefix("--")
        if option in GLOBAL:
            command.options[option] = rest.pop(0)
            continue
        negated = option not in members and option.removeprefix("no-") in members
        member = members.get(option.removeprefix("no-") if negated else option)
        if member is None or shape is None:
            raise CommandUnknown(f"{service} {name} has no option {word}")
        values = []
        while rest and not rest[0].startswith("--") and (not values or shape.members[member].type_name == "list"):
            values.append(rest.pop(0))
        command.parameters[member] = value_of(shape.members[member], values, negated, read)
    missing = set(shape.required_members if shape else ()) - command.parameters.keys()
    if missing:
        raise CommandUnknown(f"{service} {name} needs {', '.join(sorted(missing))}")
    return command


def operation_of(service: str, name: str) -> OperationModel:
    session = botocore.session.get_session()
    if service not in session.get_available_services():
        raise CommandUnknown(f"there is no service {service}")
    model = session.get_service_model(service)
    operation = next((each for each in model.operation_names if xform_name(each, "-") == name), None)
    if operation is None:
        raise CommandUnknown(f"{service} has no operation {name}")
    return model.operation_model(operation)


def streams_its_answer(model: OperationModel) -> bool:
    return model.output_shape is not None and model.has_streaming_output


def value_of(shape: Shape, words: list[str], negated: bool, read: bool) -> Any:
    if shape.type_name == "boolean":
        return not negated
    if shape.type_name == "list":
        return words
    (word,) = words
    if read and word.startswith("file://"):
        word = Path(word.removeprefix("file://")).read_text(encoding="utf-8")
    if shape.type_name in ("integer", "long"):
        return int(word) if re.fullmatch(r"\d+", word) else word
    if shape.type_name == "structure" and not word.startswith("{"):
        return {key: plain(text) for key, _, text in (each.partition("=") for each in word.split(","))}
    return word


def plain(text: str) -> Any:
    return {"true": True, "false": False}.get(text, text)


def run(command: Command) -> str:
    """Returns the output."""
    client = botocore.session.get_session().create_client(command.service)
    answer = getattr(client, command.operation)(**command.parameters)
    answer.pop("ResponseMetadata", None)
    if command.to_file:
        (body,) = [name for name, value in answer.items() if hasattr(value, "read")]
        Path(command.to_file).write_bytes(answer.pop(body).read())
    if "query" in command.options:
        answer = jmespath.search(command.options["query"], answer)
    if command.options.get("output") != "text":
        return json.dumps(answer, default=str, indent=4)
    rows = answer if isinstance(answer, list) else [answer]
    return "\n".join("\t".join(map(str, row)) if isinstance(row, list) else str(row) for row in rows)


def main() -> None:
    print(run(parse(sys.argv[1:], read=True)))


def in_text(text: str) -> list[list[str]]:
    """The words of each `aws` command in a Markdown text: of code blocks, and of code in lines with options."""
    found = []
    blocks = [
        block.replace("\\\n", " ") for block in re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    ]
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    lines += [" ".join(each.split()) for each in re.findall(r"`(aws [^`]+)`", text)]
    for line in lines:
        nested = re.findall(r"\$\((aws [^()]*)\)", line)
        outer = re.sub(r"\$\(aws [^()]*\)", "VALUE", line)
        for each in (*nested, outer):
            words = shlex.split(each.partition(" > ")[0])
            if words and words[0] == "aws":
                found.append(words[1:])
    return found


if __name__ == "__main__":
    main()
