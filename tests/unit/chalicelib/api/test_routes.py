"""The table of paths is what the modules register, and a function of Lambda imports only what it needs."""

import json
import subprocess
import sys
from typing import Any

import pytest

from chalicelib.api import registry, routes

ENVIRONMENT = {"AWS_LAMBDA_FUNCTION_NAME": "porchlight", "AWS_DEFAULT_REGION": "us-east-1"}
OF_BACKGROUND = {"chalicelib.notify.records", "chalicelib.notify.runner", "http_ece", "html2text"}


def printed(program: str, handler: str) -> Any:
    """What a new Python prints as JSON, started as Lambda starts the function with this handler."""
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys, app\n{program}"],
        env={**ENVIRONMENT, "_HANDLER": handler},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_the_table_names_the_paths_of_each_module() -> None:
    registered: dict[str, set[str]] = {module: set() for module in routes.PATHS}
    for module in routes.PATHS:
        routes.imported(module)
    for call in registry.CALLS:
        registered[call.name.partition(".")[0]].add(call.path)
    assert {module: set(paths) for module, paths in routes.PATHS.items()} == registered


def test_on_lambda_a_path_is_registered_when_it_is_called_first() -> None:
    program = """
from chalicelib.api import registry, routes
before = list(app.app.routes)
missing = []
for path in {path for paths in routes.PATHS.values() for path in paths}:
    app.app.load(path)
    methods = {call.method for call in registry.CALLS if call.path == path}
    if not methods or set(app.app.routes[path]) != methods:
        missing.append(path)
app.app.load_all()
print(json.dumps([before, missing]))
"""
    assert printed(program, "app.app") == [[], []]


def test_a_method_that_a_path_has_not_is_refused_and_is_no_error() -> None:
    program = """
names = ["headers", "multiValueQueryStringParameters", "pathParameters", "body", "stageVariables"]
place = {"resourcePath": "/chatbot/message", "httpMethod": "PATCH"}
events = [{**dict.fromkeys(names), "requestContext": each} for each in (place, {})]
print(json.dumps([[app.app(event, None)["statusCode"] for event in events], list(app.app.routes)]))
"""
    answers, paths = printed(program, "app.app")
    assert answers == [405, 500]
    assert "/chatbot/message" in paths


@pytest.mark.parametrize(
    ("handler", "wanted", "unwanted"),
    [
        ("app.app", "chalicelib.api.visitor", {"chalicelib.api.site", "chalicelib.api.admin", *OF_BACKGROUND}),
        ("app.websocket_connect", "chalicelib.api.socket", {"chalicelib.api.visitor", *OF_BACKGROUND}),
        (
            "app.fan_out",
            "chalicelib.realtime.handed_over",
            {"chalicelib.api.visitor", "chalicelib.api.socket", *OF_BACKGROUND},
        ),
        ("app.job_due", "chalicelib.notify.runner", {"chalicelib.api.visitor", "chalicelib.api.socket"}),
    ],
)
def test_a_function_starts_with_what_its_events_need(handler: str, wanted: str, unwanted: set[str]) -> None:
    loaded = set(printed("print(json.dumps(list(sys.modules)))", handler))
    assert wanted in loaded
    assert loaded & unwanted == set()


def test_the_description_of_all_calls_imports_them() -> None:
    program = """
from chalicelib.api import openapi, routes
print(json.dumps(set(openapi.document()["paths"]) == {path for paths in routes.PATHS.values() for path in paths}))
"""
    assert printed(program, "app.app") is True
