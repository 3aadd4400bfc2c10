"""What a person needs to know once a stage is deployed."""

from deployment.first_site import Prepared
from deployment.functions import Functions
from deployment.pages import Published
from deployment.stage import Stage
from devtools.console import say


def show(stage: Stage, running: Functions, published: Published, prepared: Prepared) -> None:
    say("")
    say(f"Porchlight runs as {stage.name} in {stage.region}.")
    say("")
    say(f"  Dashboard  {published.dashboard}")
    say(f"  API        {running.api}")
    say(f"  Socket     {running.socket}")
    say("")
    say("Put this on every page of your site:")
    say("")
    say(f"  {snippet(running, published, prepared)}")


def show_owner(prepared: Prepared) -> None:
    if prepared.owner:
        say(f"  Sign in as {prepared.owner}")
    if prepared.made_up:
        say(f"  with       {prepared.made_up}")
        say("             This password is shown now and never again.")


def snippet(running: Functions, published: Published, prepared: Prepared) -> str:
    source = f"{published.address}/widget/porchlight.js"
    return f'<script async src="{source}" data-token="{prepared.widget_token}" data-api="{running.api}"></script>'
