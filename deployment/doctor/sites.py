"""The sites that are really served: does each let its own pages in, and no others? Nothing is stored by asking."""

from typing import Any

from chalicelib.identity.verified import signature
from deployment.doctor import rows
from deployment.doctor.checks import NotOk, check, expect
from deployment.doctor.probe import SITE_ID
from deployment.doctor.rows import Row
from deployment.doctor.scene import ORIGIN, NotTried, Scene


@check("Each site lets its own pages in", remedy="Look at the site's origins and widget token (GET /admin/site).")
def own_pages(scene: Scene) -> str:
    sites = served(scene)
    for site in sites:
        expect(bool(site["origins"]), f"the site {site['site_id']} lists no origin: no page may use it")
        for listed in site["origins"]:
            reply = scene.api("POST", "/chatbot/session", session_of(site), origin=page_of(listed))
            expect(reply.status == 200, f"the site {site['site_id']} from {listed}: {reply.short}")
    return f"{count(sites, 'site')}, {count([each for site in sites for each in site['origins']], 'origin')}"


@check("Each site keeps other pages out", remedy="Look at the site's origins: one allows everybody.")
def other_pages(scene: Scene) -> str:
    sites = served(scene)
    for site in sites:
        reply = scene.api("POST", "/chatbot/session", session_of(site), origin=ORIGIN)
        expect(reply.code == "origin_not_allowed", f"the site {site['site_id']} from {ORIGIN}: {reply.short}")
    return f"403 origin_not_allowed, {count(sites, 'site')}"


@check("A made-up widget token opens nothing", remedy="Take the stage off the internet and report it: see SECURITY.md.")
def made_up_token(scene: Scene) -> str:
    reply = scene.api("POST", "/chatbot/session", {"widget_token": f"pl_default_{'0' * 24}"})
    expect(reply.code == "widget_token_invalid", reply.short)
    return reply.short


def served(scene: Scene) -> list[Row]:
    """Those that are switched on."""
    real = [site for site in rows.every(scene.target.tables, "sites") if not SITE_ID.fullmatch(site["site_id"])]
    if not real:
        raise NotOk("there is no site", "Make one: python3 dev.py deploy does, or see README.md.")
    on = [site for site in real if site["enabled"]]
    if not on:
        raise NotTried("every site is switched off")
    return on


def session_of(site: Row) -> dict[str, Any]:
    """What the site's pages ask with; of somebody it knows where it lets nobody else in."""
    body: dict[str, Any] = {"widget_token": site["widget_token"]}
    if site.get("require_identity"):
        body["identity"] = {"id": "doctor", "hash": signature(site.get("identity_secret", ""), "doctor")}
    return body


def page_of(listed: str) -> str:
    return listed.replace("*.", "doctor.")


def count(things: list[Any], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


CHECKS = (own_pages, other_pages, made_up_token)
