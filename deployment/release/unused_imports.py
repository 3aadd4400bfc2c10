"""Modules that the packages import in every process, and that the server never uses. A cold start pays for them."""

from pathlib import Path

DOCSTRING = '''"""Empty docstrings for the methods of clients, paginators and waiters."""


class LazyLoadedDocstring(str):
    def __new__(cls, *_, **__):
        return super().__new__(cls)


class ClientMethodDocstring(LazyLoadedDocstring):
    pass


class PaginatorDocstring(LazyLoadedDocstring):
    pass


class WaiterDocstring(LazyLoadedDocstring):
    pass
'''
NO_PLUGINS = '''"""The server has no plug-ins for pydantic."""


def get_plugins():
    return ()
'''
# What takes the place of a module, by its path. Without these, `importlib.metadata` and `html.parser` are not loaded.
REPLACED = {
    "botocore/docs/__init__.py": "",  # writes botocore's documentation
    "botocore/docs/docstring.py": DOCSTRING,
    "pydantic/plugin/_loader.py": NO_PLUGINS,  # searches the installed packages
    "urllib3/http2/__init__.py": "",  # turns HTTP/2 on
}


def replace(folder: Path) -> None:
    for name, content in REPLACED.items():
        path = folder / name
        if not path.is_file():
            raise FileNotFoundError(
                f"The packages have no {name} any more: change deployment/release/unused_imports.py."
            )
        path.write_text(content, encoding="utf-8")
