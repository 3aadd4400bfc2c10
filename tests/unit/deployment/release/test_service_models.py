import gzip
import json
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.model import ListShape, Shape, StructureShape

from deployment.release import service_models

DATA = Path(botocore.session.__file__).parent / "data"
MODEL: dict[str, Any] = {
    "metadata": {"apiVersion": "1"},
    "documentation": "A service",
    "operations": {
        "Get": {"input": {"shape": "GetInput"}, "errors": [{"shape": "Missing"}], "documentation": "Gets"},
        "Put": {"input": {"shape": "PutInput"}},
    },
    "shapes": {
        "GetInput": {"type": "structure", "members": {"documentation": {"shape": "Name", "documentation": "A name"}}},
        "PutInput": {"type": "structure", "members": {}},
        "Missing": {"type": "structure", "members": {}},
        "Name": {"type": "string"},
        "Tree": {"type": "list", "member": {"shape": "Tree"}},
    },
}


def test_an_operation_is_kept_with_the_shapes_that_it_refers_to() -> None:
    slim = service_models.reduced(MODEL, {"Get"})
    assert slim["operations"].keys() == {"Get"}
    assert slim["shapes"].keys() == {"GetInput", "Missing", "Name"}


def test_documentation_is_removed_but_not_a_member_of_that_name() -> None:
    slim = service_models.reduced(MODEL, {"Get"})
    assert slim["shapes"]["GetInput"]["members"] == {"documentation": {"shape": "Name"}}
    assert "documentation" not in slim
    assert "documentation" not in slim["operations"]["Get"]


def test_a_shape_may_refer_to_itself() -> None:
    model = {**MODEL, "operations": {"Grow": {"input": {"shape": "Tree"}}}}
    assert service_models.reduced(model, {"Grow"})["shapes"].keys() == {"Tree"}


@pytest.fixture
def session(tmp_path: Path) -> botocore.session.Session:
    """With the reduced models."""
    for name, document in service_models.kept(DATA).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps(document))
    for name in ("partitions.json", "sdk-default-configuration.json", "_retry.json"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    session = botocore.session.Session()
    session.set_credentials("test", "test")
    session.get_component("data_loader")._search_paths[:] = [str(tmp_path)]
    session.set_credentials("test", "test")
    return session


@pytest.mark.parametrize("service", service_models.OPERATIONS)
def test_a_client_of_the_reduced_models_has_the_operations_of_the_server(
    session: botocore.session.Session, service: str
) -> None:
    client = session.create_client(service, region_name="eu-central-1")
    assert {*client.meta.method_to_api_mapping.values()} == service_models.OPERATIONS[service]
    assert client.meta.endpoint_url.startswith("https://")
    sent: list[str] = []
    client.meta.events.register("before-send", lambda request, **_: answered(sent, request.url))
    for method, operation in client.meta.method_to_api_mapping.items():
        getattr(client, method)(**smallest(client.meta.service_model.operation_model(operation).input_shape))
    assert len(sent) == len(service_models.OPERATIONS[service])


def answered(sent: list[str], url: str) -> AWSResponse:
    """Notes the request, and answers in the place of AWS."""
    sent.append(url)
    answer = AWSResponse(url, 200, HeadersDict(), None)
    answer._content = b"" if ".s3." in url else b"{}"
    return answer


def smallest(shape: Shape) -> Any:
    """The least that botocore accepts for an input."""
    if isinstance(shape, StructureShape):
        return {name: smallest(shape.members[name]) for name in shape.required_members}
    if isinstance(shape, ListShape):
        return [smallest(shape.member)]
    values: dict[str, Any] = {"map": {}, "blob": b"a", "integer": 1, "boolean": True, "timestamp": 0}
    return values.get(shape.type_name, "abc")


def test_a_client_of_s3_finds_the_address_of_its_requests(session: botocore.session.Session) -> None:
    """botocore reads parameters of the client then, with their documentation, and S3 alone has such parameters."""
    client: Any = session.create_client("s3", region_name="eu-central-1")
    address = client.generate_presigned_url("get_object", Params={"Bucket": "mails", "Key": "1"})
    assert address.startswith("https://mails.s3.")


def test_the_newest_version_of_a_service_is_kept() -> None:
    assert "scheduler/2021-06-30/service-2.json" in service_models.kept(DATA)


def test_compressed_and_plain_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[1]")
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(b"[2]"))
    assert [service_models.read(path) for path in sorted(tmp_path.iterdir())] == [[1], [2]]
