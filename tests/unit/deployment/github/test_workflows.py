"""The workflows of GitHub Actions: .github/workflows."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[4]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEST, DEPLOY = "test", "deploy"


def workflow(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))
    read["on"] = read.pop(True)  # YAML 1.1 takes `on` for a truth value
    return read


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job.get("steps", [])]


def test_there_are_two_workflows() -> None:
    assert [path.stem for path in FILES] == [DEPLOY, TEST]
    assert [workflow(path.stem)["name"] for path in FILES] == [DEPLOY, TEST]


def test_every_push_and_every_pull_request_runs_the_same_tests_as_a_laptop() -> None:
    assert {"push", "pull_request", "workflow_call"} == workflow(TEST)["on"].keys()
    assert [step["run"] for step in steps(TEST) if "run" in step] == [".ci/run"]


def test_a_tag_deploys_the_tested_commit_with_the_documented_command() -> None:
    deploy = workflow(DEPLOY)
    assert deploy["on"] == {"push": {"tags": ["v*"]}}
    assert deploy["jobs"]["test"] == {"uses": "./.github/workflows/test.yml"}
    assert deploy["jobs"]["deploy"]["needs"] == "test"
    (command,) = [step["run"] for step in steps(DEPLOY) if step.get("run", "").startswith("python3")]
    assert command == "python3 dev.py deploy --stage prod"
    assert command in (ROOT / "docs" / "upgrades.md").read_text(encoding="utf-8")


def test_deployments_neither_overlap_nor_are_cancelled() -> None:
    assert workflow(DEPLOY)["concurrency"] == {"group": "deploy-prod", "cancel-in-progress": False}


def test_only_the_deployment_can_assume_a_role_and_no_job_can_write_to_the_repository() -> None:
    assert workflow(TEST)["permissions"] == workflow(DEPLOY)["permissions"] == {"contents": "read"}
    assert workflow(DEPLOY)["jobs"]["deploy"]["permissions"] == {"contents": "read", "id-token": "write"}
    assert workflow(DEPLOY)["jobs"]["deploy"]["environment"] == "prod"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_workflow_contains_and_receives_no_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "AKIA" not in text
    assert not re.search(r"aws-(access-key-id|secret-access-key)", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_third_party_action_is_pinned_to_a_commit_with_its_version(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    assert used
    for action, comment in used:
        if not action.startswith("./"):
            assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


def test_no_checkout_stores_its_token() -> None:
    checkouts = [step for name in (TEST, DEPLOY) for step in steps(name) if "checkout" in step.get("uses", "")]
    assert len(checkouts) == 2
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_tag_is_compared_with_the_version_in_its_file() -> None:
    (comparison,) = [step["run"] for step in steps(DEPLOY) if "GITHUB_REF_NAME" in step.get("run", "")]
    assert comparison.split()[-1] == "chalicelib/__init__.py"
    assert re.search(r'^VERSION = "\d+\.\d+\.\d+"', (ROOT / "chalicelib" / "__init__.py").read_text(), re.MULTILINE)
