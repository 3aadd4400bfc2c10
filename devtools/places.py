"""Where things are. Everything that a run makes is in folders that git ignores."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"

STATE = ROOT / ".porchlight"
DATA = STATE / "data"  # conversations, accounts, the signing key
TOOLS = STATE / "tools"
PAGES = STATE / "dist"
LOGS = STATE / "log"
STAMPS = STATE / "stamps"
