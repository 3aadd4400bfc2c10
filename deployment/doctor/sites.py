"""Checks of the real sites. They only start visitors' sessions, which stores nothing."""

from typing import Any

from chalicelib.identity.verified import signature
from deployment.doctor.api import SECURITY
from deployment.doctor.checks import NotOk, NotTried, Visit, check, expect
from deployment.doctor.client import ORIGIN
from deployment.doctor.temporary_site import SITE_ID
from deployment.tables import Row


@check("Each site accepts its own origins", remedy="See the site's origins and widget token (GET /admin/site).")
def own_origins(visit: Visit) -> str:
    sites = enabled_sites(visit)
    for site in sites:
        expect(bool(site["origins"]), f"the site {site['site_id']} lists no origin: no page can use it")
        for origin in site["origins"]:
            reply = visit.api("POST", "/chatbot/session", session_body(site), origin=origin.replace("*.", "doctor."))
            expect(reply.status == 200, f"the site {site['site_id']} from {origin}: {reply.short}")
    return f"{count(sites, 'site')}, {count([each for site in sites for each in site['origins']], 'origin')}"


@check("Each site rejects other origins", remedy="See the site's origins: one of them allows every page.")
def other_origins(visit: Visit) -> str:
    sites = enabled_sites(visit)
    for site in sites:
        reply = visit.api("POST", "/chatbot/session", session_body(site), origin=ORIGIN)
        expect(reply.code == "origin_not_allowed", f"the site {site['site_id']} from {ORIGIN}: {reply.short}")
    return f"403 origin_not_allowed, {count(sites, 'site')}"


@check("An unknown widget token is rejected", remedy=SECURITY)
def unknown_token(visit: Visit) -> str:
    reply = visit.api("POST", "/chatbot/session", {"widget_token": f"pl_default_{'0' * 24}"})
    expect(reply.code == "widget_token_invalid", reply.short)
    return reply.short


def enabled_sites(visit: Visit) -> list[Row]:
    sites = [site for site in visit.target.tables.sites() if not SITE_ID.fullmatch(site["site_id"])]
    if not sites:
        raise NotOk("there is no site", "Create one: python3 dev.py deploy, or see README.md.")
    enabled = [site for site in sites if site["enabled"]]
    if not enabled:
        raise NotTried("every site is disabled")
    return enabled


def session_body(site: Row) -> dict[str, Any]:
    """With a verified identity where the site requires one."""
    body: dict[str, Any] = {"widget_token": site["widget_token"]}
    if site.get("require_identity"):
        body["identity"] = {"id": "doctor", "hash": signature(site.get("identity_secret", ""), "doctor")}
    return body


def count(things: list[Any], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


CHECKS = (own_origins, other_origins, unknown_token)
