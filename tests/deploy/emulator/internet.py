"""The internet as deployed functions see it. Runs in a function's process before the function's own code.

Porchlight sends to public https addresses only, and no test switches that off. So the names of the tests' servers
resolve to public addresses, a connection to such an address leads to the server on this machine, and the authority of
the servers' certificates is trusted. tests/deploy/internet.py writes the files.
"""

import json
import os
import socket
import ssl
from pathlib import Path

resolve = socket.getaddrinfo
connect = socket.socket.connect
create_context = ssl.create_default_context


def servers():
    """By name: the address that the name resolves to, and the port on this machine."""
    return json.loads(Path(os.environ["INTERNET_NAMES"]).read_text(encoding="utf-8"))


def resolve_names(host, *rest, **named):
    server = servers().get(host)
    return resolve(server["address"] if server else host, *rest, **named)


def connect_to_server(self, address):
    for server in servers().values():
        if address[:2] == (server["address"], 443):
            address = ("127.0.0.1", server["port"])
    return connect(self, address)


def create_trusting_context(*arguments, **named):
    context = create_context(*arguments, **named)
    context.load_verify_locations(os.environ["INTERNET_AUTHORITY"])
    return context


socket.getaddrinfo = resolve_names
socket.socket.connect = connect_to_server
ssl.create_default_context = create_trusting_context
